package parsers

// Example shows people what an input of a format looks like.
type Example struct {
	Format string
	Files  string // how its files are usually called
	Begins string // how one begins; Choose picks the format by it
	Hint   string // where it comes from, or how to call undertone
}

// Examples has an entry for each format of All, in its order.
func Examples() []Example {
	return []Example{
		{"wordpress", "site.WordPress.2024-05-06.xml", `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>`, "Tools > Export in WordPress"},
		{"wordpress-api", "comments.json", `[{"id":7,"post":3,"parent":0,"author_name":"Ann","date_gmt":"2024-05-06T07:08:09","content":{"rendered":"<p>Yes.</p>"}}]`, "https://BLOG/wp-json/wp/v2/comments?per_page=100"},
		{"disqus", "forum-2024-05-06.xml", `<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">`, "Export in Disqus's moderation panel"},
		{"disqus-api", "listPosts.json", `{"response":[{"id":"7","parent":null,"author":{"name":"Ann"},"raw_message":"Yes.","createdAt":"2024-05-06T07:08:09","isDeleted":false}]}`, "api/3.0/threads/listPosts.json"},
		{"feed", "feed.xml, blog-05-06-2024.xml", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">`, "https://BLOG/comments/feed/; Blogger: Settings > Back up content"},
		{"stackexchange-xml", "Comments.xml", `<comments><row Id="7" PostId="3" Text="Yes." CreationDate="2024-05-06T07:08:09.1" UserId="4" />`, "the Stack Exchange data dump"},
		{"stackexchange-posts", "Posts.xml", `<posts><row Id="3" PostTypeId="1" Title="Why?" Body="..." />`, "the Stack Exchange data dump"},
		{"reddit", "RC_2024-05.zst, thread.json", `{"author":"ann","body":"Yes.","created_utc":1714979289,"id":"c7","link_id":"t3_p3","parent_id":"t3_p3","score":4}`, "https://www.reddit.com/comments/ID.json, or a dump"},
		{"hackernews", "items.ndjson, 8863.json", `{"by":"ann","id":8864,"parent":8863,"text":"Yes.","time":1714979289,"type":"comment"}`, "https://hn.algolia.com/api/v1/items/ID"},
		{"discourse", "1234.json", `{"post_stream":{"posts":[{"id":7,"username":"ann","cooked":"<p>Yes.</p>","post_number":1}]}}`, "https://FORUM/t/ID.json?print=true"},
		{"mastodon", "context.json", `{"ancestors":[],"descendants":[{"id":"7","in_reply_to_id":"3","content":"<p>Yes.</p>","account":{"acct":"ann"}}]}`, "https://SERVER/api/v1/statuses/ID/context"},
		{"lemmy", "comments.json", `{"comments":[{"comment":{"id":7,"post_id":3,"content":"Yes.","path":"0.7"},"creator":{"name":"ann"}}]}`, "https://SERVER/api/v3/comment/list?post_id=ID"},
		{"youtube", "commentThreads.json", `{"kind":"youtube#commentThreadListResponse","items":[]}`, "youtube/v3/commentThreads?part=snippet,replies"},
		{"youtube-download", "video.info.json, comments.jsonl", `{"cid":"Ugx1","text":"Yes.","time":"2 days ago","author":"@ann","votes":"4"}`, "yt-dlp --write-comments; give --captured, when it was saved"},
		{"stackexchange", "questions.json", `{"items":[{"question_id":3,"owner":{"display_name":"Ann"},"creation_date":1714979289,"title":"Why?"}]}`, "api.stackexchange.com/2.3/questions/ID with a filter that has answers and comments"},
		{"convokit", "utterances.jsonl", `{"id":"7","conversation_id":"3","speaker":"ann","reply-to":"3","timestamp":1714979289,"text":"Yes."}`, "a ConvoKit corpus, or undertone parse --to convokit"},
		{"commento", "export.json", `{"version":1,"comments":[{"commentHex":"a7","parentHex":"root","markdown":"Yes."}]}`, "the data export of Commento"},
		{"remark42", "backup-site-20240506.gz", `{"version":1,"users":[],"posts":[]}`, "remark42 backup, or /api/v1/find"},
		{"isso", "comments.json", `[{"id":"/ferry/","title":"The ferry","comments":[{"author":"Ann","text":"Yes.","created":"2024-05-06 07:08:09","remote_addr":"127.0.0.1"}]}]`, "what isso import -t generic reads, or https://ISSO/?uri=/page/"},
		{"mbox", "2024-May.mbox, 2024-May.txt.gz", "From ann@x.example Mon May  6 07:08:09 2024\nFrom: Ann <ann@x.example>\nMessage-ID: <7@x.example>\n", "a mailing list's archive, a mail folder, news articles"},
		{"jsonl", "comments.jsonl", `{"id":"7","parent_id":"3","author":"Ann","created_at":"2024-05-06T07:08:09Z","text":"Yes."}`, "undertone parse --to jsonl; other keys with --columns text=NAME,..."},
		{"json", "comments.json", `[{"id":7,"author":{"name":"Ann"},"createdAt":"2024-05-06T07:08:09Z","body":"Yes.","replies":[]}]`, "other keys with --columns text=NAME,..."},
		{"csv", "comments.csv", "id,parent_id,thread_id,author,created_at,text\n", "other columns with --columns text=NAME,..."},
		{"tsv", "comments.tsv", "id\tparent_id\tauthor\ttext\n", "other columns with --columns text=NAME,..."},
		{"html", "page.html, page.mhtml, site.warc.gz", "<!DOCTYPE html>\n<html><head><title>", "Save page as; give --captured for \"3 hours ago\""},
		{"text", "page.txt", "The ferry will sail every hour from May.\n", "the text of a page, copied or scraped"},
	}
}
