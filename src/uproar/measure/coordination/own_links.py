"""Sites that the posts of one group link to, and hardly anybody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uproar.model import Corpus
from uproar.text.addresses import hosts

# Share of the posts with a site that are the group's, for the site to be its own, 0-1.
OWN_SHARE = 0.8  # chosen on: judgement, as for hashtags; not swept
_LINKED = """
select id, urls, links from scope
where kind <> 'repost' and (array_length(urls) > 0 or array_length(links) > 0) order by id
"""


@dataclass(frozen=True, slots=True)
class Links:
    """The sites of each post that has any, and how many posts have each site."""

    sites: Mapping[str, frozenset[str]]
    n_posts: Mapping[str, int]

    def share_own(self, posts: Sequence[str]) -> float:
        """The share of these posts with a site that hardly anybody else has, 0-1."""
        linked = [self.sites.get(post, frozenset()) for post in posts]
        uses = Counter(site for sites in linked for site in sites)
        own_sites = {site for site, n in uses.items() if n >= OWN_SHARE * self.n_posts[site]}
        return round(sum(not own_sites.isdisjoint(sites) for sites in linked) / len(posts), 6)


def links_of(corpus: Corpus) -> Links:
    """Which posts link where. Empty: no post links anywhere."""
    sites = {
        str(row["id"]): frozenset(hosts([*(row["urls"] or ()), *(row["links"] or ())]))
        for row in corpus.query(_LINKED).to_pylist()
    }
    return Links(sites, Counter(site for each in sites.values() for site in each))
