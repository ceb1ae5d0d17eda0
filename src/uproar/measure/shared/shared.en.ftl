### What people passed on and answered.

shared-post = The post that travelled farthest came back in { $n }.
shared-thread = The post that drew the longest thread was answered in { $n }.
shared-replies-critical = Replies were harsher than other posts: { $part } of them objected, against { $other } elsewhere.
