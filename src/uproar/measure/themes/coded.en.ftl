### Who named the themes, where editors read posts and coded them.

coded-by-people = Editors named the themes in a reading of { $n }; a classifier spread what they said to the rest.
coded-by-people-and-model = Editors named the themes. They and a language model, which was checked against them, read { $n }; a classifier spread what was said to the rest.
