"""What a text is, whatever the stage: its normal form, words, scripts, lexicons, near-duplicates.

Every stage may import from here; nothing here knows a platform, a post or an event. Its modules are
imported by name, `uproar.text.normalise` and so on, so that one post is read without what themes
need; the word lists are one folder, `uproar.text.lexicons`.
"""
