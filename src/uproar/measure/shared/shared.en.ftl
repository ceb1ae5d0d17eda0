### What people passed on and answered.

shared-post = The post that travelled farthest was passed on in { $n }.
shared-thread = The post that drew the longest thread was answered in { $n }.
shared-replies-critical = Replies are harsher than other posts: { $part } of them object, against { $other } elsewhere.
