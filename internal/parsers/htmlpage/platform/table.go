package platform

import "github.com/undertone-project/undertone/internal/dates"

// pings are the class words of trackbacks and pingbacks.
const pings = `.pingback, .trackback, .ping, .pings, .trackbacks, .pingbacks, [id^="trackback"], [id^="ping-"]`

// entries is the table, the most specific first: the first entry that detects
// its platform and finds comments is used. Several entries may bear one name:
// generations of a platform's markup.
var entries = []Platform{
	{
		Name: "hackernews", Items: `tr.comtr`, Detect: `.hnuser, .comhead a[href^="user?id="]`,
		Author: `.hnuser, a[href^="user?id="]`, Time: `.age`, Body: `.commtext, .comment`, Omit: `.reply, .navs, .togg, .votelinks, .comhead .par`,
		Likes: `.score`, Threaded: true,
	},
	{
		Name: "reddit-new", Items: `shreddit-comment`,
		Omit: `shreddit-comment-action-row, faceplate-tracker, [slot="commentAvatar"], [slot="actionRow"], shreddit-comment-badges`,
		Body: `[slot="comment"], [id$="-comment-rtjson-content"]`, Likes: `shreddit-comment, shreddit-comment-action-row`, Threaded: true,
	},
	{
		Name: "reddit-new", Items: `div.Comment[class*="t1_"]`, Author: `a[href*="/user/"]`, Time: `a[id^="CommentTopMeta--Created"], [data-testid="comment_timestamp"]`,
		Body: `[data-testid="comment"]`, Likes: `[id^="vote-arrows-"] div, [id^="CommentTopMeta--Points"]`, Threaded: true,
	},
	{
		Name: "reddit-old", Items: `.commentarea .thing.comment`, Author: `.tagline .author, .tagline > em`, Time: `.tagline time`,
		Body: `.usertext-body`, Omit: `.flat-list, .userattrs, .flair, .expand, .score`, Likes: `.tagline .score.unvoted, .tagline .score`, Gone: `.deleted > .entry .grayed`, Threaded: true,
	},
	{
		Name: "slashdot", Detect: `[id^="commtree"], #commentlisting`, Items: `li[id^="tree_"]`, Author: `.by a, .by`, Time: `.otherdetails`,
		Body: `[id^="comment_body_"], .commentBody`, Title: `h4 a`, Omit: `.commentSub, .score, .nbutton, .quotedtext-hidden`, Likes: `.score`, Threaded: true,
	},
	{
		Name: "discourse", Detect: `meta[name="generator"][content^="Discourse"], .topic-body, .topic-post, #data-discourse-setup`,
		Items:  `.topic-post, .crawler-post, div[itemprop="comment"], [id^="post_"].topic-body`,
		Author: `.creator [itemprop="name"], .names .username a, .names span a, .creator`, Time: `.crawler-post-infos time, .post-date, .relative-date, .post-time`,
		Body: `.cooked, .post[itemprop="text"], .post[itemprop="articleBody"], [itemprop="text"]`, Opening: true, Flat: true,
	},
	{
		Name: "livejournal", Items: `.b-leaf, .ljcmt_full, .ljcmt_collapsed, [id^="ljcmt"]`, Author: `.ljuser b, .ljuser, .b-leaf-username, .i-ljuser-username`,
		Time: `.b-leaf-createdtime, [title*="journal"]`, Body: `.b-leaf-article, .b-leaf-comment, .comment-text`, Threaded: true,
	},
	{
		Name: "dreamwidth", Detect: `.comment-poster, .dwexpcomment, link[href*="dreamwidth.org"]`, Items: `.comment-thread, .dwexpcomment`, Author: `.comment-poster .ljuser b, .ljuser b`, Time: `.datetime`,
		Body: `.comment-content`, Title: `.comment-title`, Omit: `.comment-interaction-links, .userpic`, Threaded: true,
	},
	{
		Name: "disqus", Items: `#dsq-comments li.dsq-comment, li[id^="dsq-comment-"]`, Author: `[id^="dsq-author-user"], .dsq-commenter-name, cite`,
		Time: `.dsq-comment-meta a, .dsq-comment-date`, Body: `.dsq-comment-text, .dsq-comment-message, [id^="dsq-comment-message"]`,
	},
	{
		Name: "disqus", Items: `#post-list li.post, li.post[id^="post-"] > .post-content`, Detect: `#disqus_thread, #post-list, .post-byline .publisher-anchor-color`,
		Author: `.post-byline .author, .author`, Time: `.time-ago`, Body: `.post-message`, Likes: `[data-role="likes"]`, Dislikes: `[data-role="dislikes"]`, Threaded: true,
	},
	{
		Name: "haloscan", Items: `td.MessageCell`,
	},
	{
		Name: "giscus", Items: `.gsc-comment, .gsc-reply`, Author: `.gsc-comment-author-avatar .link-primary, .gsc-comment-author-avatar`, Time: `time`,
		Body: `.gsc-comment-content, .gsc-reply-content`, Likes: `.gsc-upvote-button, .gsc-comment-upvotes`, Threaded: true,
	},
	{
		Name: "tumblr", Items: `ol.notes li.note.with_commentary, ol.notes li.note.reply, ol.notes li.note.answer`, Author: `.action .tumblelog, .tumblelog`,
		Body: `blockquote, .answer_content`,
	},
	{
		Name: "youtube", Items: `ytd-comment-renderer, ytd-comment-view-model`, Author: `#author-text`, Time: `.published-time-text, #published-time-text`,
		Body: `#content-text`, Omit: `#toolbar, #replies, #more-replies`, Likes: `#vote-count-middle`, Threaded: true,
	},
	{
		Name: "lobsters", Items: `.comments_subtree > .comment, li.comments_subtree > div[data-shortid]`, Author: `.byline a[href^="/~"], .byline a[href^="/u/"]`, Time: `.byline time, .byline span[title]`,
		Body: `.comment_text`, Likes: `.voters .upvoter, .voters .score`, Threaded: true,
	},
	{
		Name: "telegram", Items: `.tgme_widget_message[data-post]`, Author: `a.tgme_widget_message_owner_name, .tgme_widget_message_owner_name`,
		Time: `.tgme_widget_message_date time, time`, Body: `.tgme_widget_message_text.js-message_text`, Parent: `a.tgme_widget_message_reply`,
	},
	{
		Name: "nodebb", Items: `[component="post"][data-pid]`, Author: `[itemprop="author"], a[data-username], [component="post/header"] a`, Time: `meta[itemprop="datePublished"], .timeago`,
		Body: `[component="post/content"]`, Likes: `[component="post/vote-count"]`, Parent: `a[component="post/parent"]`, Opening: true, Flat: true,
	},
	{
		Name: "flarum", Items: `.PostStream-item[data-type="comment"]`, Author: `.PostUser-name .username, .PostUser-name`, Time: `.PostMeta time, time`,
		Body: `.Post-body`, Opening: true, Flat: true,
	},
	{
		Name: "mybb", Items: `div.post[id#=(^post_\d+$)], table[id#=(^post_\d+$)]`, Detect: `.post_head, a[href*="showthread.php?tid="], a[href*="misc.php?action=help"], [id^="posts_container"]`, Author: `.author_information strong a, .author_information strong, .largetext a, .largetext`,
		Time: `.post_date`, Body: `.post_body, [id#=(^pid_\d+$)]`, Omit: `.signature, .post_edit, .author_statistics`, Opening: true, Flat: true,
	},
	{
		Name: "wpdiscuz", Items: `.wpd-comment, .wc-comment`, Author: `.wpd-comment-author, .wc-comment-author, .wc-comment-label`,
		Time: `.wpd-comment-date, .wc-comment-date`, Body: `.wpd-comment-text, .wc-comment-text`, Omit: `.wpd-comment-footer, .wc-footer-left, .wc-toggle, .wpd-avatar, .wpd-comment-label, .wpd-reply-to`,
		Likes: `.wpd-vote-result, .wc-vote-result`, Threaded: true,
	},
	{
		Name: "blogger", Items: `#comments li.comment, .comments .comment-thread li.comment`, Detect: `.comment-thread, .comment-block`,
		Author: `.comment-header .user, cite.user, cite`, Time: `.datetime`, Body: `.comment-content`, Omit: `.comment-actions, .continue`, Threaded: true,
	},
	{
		Name: "blogger", Detect: `#comments-block, [id$="comments-block-wrapper"], #Blog1, #blogComments, meta[content*="logger"][name="generator"], a[href*="blogger.com/email-post"], a[href*="blogger.com/comment.g"]`,
		Items: `dt[id#=(^c\d{6,}$)], li[id#=(^c\d{6,}$)], div[id#=(^c\d{6,}$)], #comments-block > dt.comment-author, #comments-block > dt.comment-poster`, Run: true,
		Body: `.comment-body`, Time: `.comment-timestamp, .comment-footer`, Author: `.comment-author, dt.comment-poster, dt`,
	},
	{
		Name: "typepad", Items: `[id#=(^comment-6a[0-9a-f]+$)]`, Not: pings, Omit: `.comment-footer .comment-reply, .comment-avatar`,
		Body: `.comment-content, .comment-text`, Author: `.commenter-name, .comment-footer`, Time: `.comment-footer, .comment-date`,
	},
	{
		Name: "huffpost", Order: dates.MonthFirst, Items: `div[id#=(^comment_\d+$)], li[id#=(^comment_\d+$)]`, Time: `.comment_time, .comment-time`, Author: `.author_name a, .comment-author a`, Omit: `.author_fans, .comment_bottom, .comment_actions`, Detect: `meta[content*="Huffington Post"], [href*="huffingtonpost.com"][rel="canonical"], meta[content*="HuffPost"], .huff_comments`,
	},
	{
		Name: "sbnation", Items: `.citem`, Author: `.cbyline .poster, .by a, .comment-user-name, .poster`, Time: `.cbyline .time, .time`, Body: `.comment_title, .cbody`, Omit: `.sig`, Threaded: true,
	},
	{
		Name: "substack", Items: `.comment[role="article"], .comment[id^="comment-"]`, Detect: `link[href*="substackcdn"], script[src*="substackcdn"], meta[content*="substackcdn"]`,
		Author: `.commenter-name, .name-link a, .comment-meta a`, Time: `.comment-timestamp, .comment-meta [title]`, Body: `.comment-body`, Likes: `.like-button, .post-ufi-comment-like, .comment-actions [aria-label^="Like ("]`, Threaded: true,
	},
	{
		Name: "stackexchange", Detect: `meta[property="og:site_name"][content*="Stack"], link[href*="cdn.sstatic.net"], script[src*="sstatic.net"]`,
		Items: `#question, .answer[data-answerid], li.comment[data-comment-id], tr.comment[id], li.comment[id]`, Author: `.comment-user, .user-details[itemprop="author"] a, .user-details a`,
		Time: `.comment-date [title], .user-action-time [title]`, Body: `.comment-copy, .s-prose, .post-text, .js-post-body`, Post: `.question, #question`, Threaded: true,
	},
	{
		Name: "askbot", Detect: `meta[name="generator"][content*="ASKBOT"], .askbot, #askbot-header, link[href*="askbot"], script[src*="askbot"], a[href*="askbot.org"], .js-question, .question.post`,
		Items: `.question.post, .answer.post, .post.comment, .comment[id^="comment-"], [id^="post-id-"]`, Post: `.question.post`, Threaded: true,
		Author: `.author, .post-update-info p > a, a.author`, Time: `.timeago, .age`, Body: `.comment-body, .js-editable-content, .post-body`,
	},
	{
		Name: "xenforo", Detect: `html#XenForo, html#XF, html[data-app], #messageList, .message-inner, .xb-message`,
		Items: `article.message--post, article.message, li.message[id^="post-"], li.message[data-author]`, Body: `.messageText, .message-body .bbWrapper, .message-body, .bbWrapper`,
		Author: `.message-name, .username, .userText .username`, Time: `.message-attribution time, .messageMeta .DateTime, .message-attribution-main time, .DateTime, .u-dt`,
		Opening: true, Flat: true, Omit: `.messageUserInfo .extraUserInfo, .message-userExtras, .message-signature, .signature, .reactionsBar, .message-lastEdit`,
	},
	{
		Name: "invision", Detect: `.ipsComment, article[id^="elComment_"], .post_block`, Items: `article.ipsComment, article[id^="elComment_"], .post_block[id^="post_id_"]`,
		Author: `.cAuthorPane_author, .ipsComment_author .ipsType_break, .author, [itemprop="creator"]`, Time: `time, abbr.published`,
		Body: `[data-role="commentContent"], .ipsComment_content .ipsType_richText, .post.entry-content, .post_body .entry-content`, Opening: true, Flat: true,
	},
	{
		Name: "vbulletin", Detect: `meta[name="generator"][content*="vBulletin"], #postlist, [id^="post_message_"], #posts`,
		Items:  `li.postbit, li.postbitlegacy, li.postcontainer[id^="post_"], li[id^="post_"], table[id^="post"], .b-post[data-node-id]`,
		Author: `.username_container .username, .bigusername, .postuseravatar, .username, [id^="postmenu_"]`, Time: `.postdate, .date, .thead, .b-post__timestamp time`,
		Body: `.postcontent, [id^="post_message_"], .js-post__content-text`, Opening: true, Flat: true, Omit: `.signature, .signaturecontainer, .userinfo_extra`,
	},
	{
		Name: "phpbb", Detect: `#phpbb, .postbody, [class*="viewtopic"], a[href*="viewtopic.php"]`, Items: `div.post.has-profile, div[id#=(^p\d{2,}$)], div.post[id^="p"], table.tablebg`,
		Author: `.postauthor, .author .username, .author .username-coloured, .author strong a, .postprofile .username, .postprofile .username-coloured, .username, .username-coloured, .author`,
		Time:   `.author time, .author .timestamp, .author, .postdate, .timepost`, Body: `.postbody .content, .content`, Opening: true, Flat: true, Omit: `.postprofile dd, .user-profile-tab, .signature, .notice, .post-buttons, .profile-rank`,
	},
	{
		Name: "phpbb", Items: `table.forumline td > span.name`, Up: 2, Run: true, Stop: `tr.nothing`, Author: `.name b, .name`, Time: `td[width="100%"] .postdetails, .postdetails`,
		Body: `span.postbody`, Omit: `.nav, .gensmall`, Opening: true, Flat: true,
	},
	{
		Name: "vanilla", Detect: `.MessageList, .Item-BodyWrap, .DiscussionHeader, .ItemDiscussion`, Items: `div.ItemDiscussion, .ItemComment`,
		Author: `.Username, .AuthorWrap .Author a`, Time: `.DateCreated time, time, .DateCreated`, Body: `.Message, .userContent`, Post: `.ItemDiscussion`, Flat: true,
	},
	{
		Name: "smf", Detect: `#forumposts, a[href*="index.php?topic="], .post_wrapper`, Items: `.post_wrapper, #forumposts .windowbg, #forumposts .windowbg2`, Opening: true, Flat: true,
		Author: `.poster h4, h4`, Time: `.keyinfo .smalltext, .smalltext`, Body: `.inner, .post .inner, .post`, Omit: `.moderatorbar, .signature`,
	},
	{
		Name: "smf", Detect: `a[href*="index.php?topic="]`, Items: `td > a[name#=(^msg\d+$)]`, Up: 1, Opening: true, Flat: true, Author: `td > b > a[href*="action=profile"], b a, td > b`,
		Time: `td[valign="middle"] div.smalltext`, Body: `.post`, Omit: `[id^="modified_"], .signature`,
	},
	{
		Name: "guardian", Items: `li.d-comment[data-comment-id], li.comment[data-comment-id][data-comment-author-id]`, Author: `.d-comment__author [itemprop="givenName"], .d-comment__author, .comment__author, [itemprop="author"]`,
		Time: `.js-timestamp, time`, Body: `.d-comment__body, .comment__body, [itemprop="text"]`, Omit: `.d-comment__reply-to, .d-comment__actions`, Likes: `.d-comment__recommend-count--old, .comment__recommend-count--old`, Threaded: true,
	},
	{
		Name: "kinja", Items: `article.reply[id^="reply_"], article.js_reply, .js_reply > .reply`, Author: `.reply__author, .js_user, [class*="authorName"] a`, Time: `time`, Body: `.reply__content, .js_reply-content`,
		Omit: `.reply__replyto, .reply__tools`, Likes: `.js_like_count`, Threaded: true,
	},
	{
		Name: "dailykos", Items: `div.comment[id#=(^c\d+$)], li.comment-item > .comment`, Detect: `ul.cm, .commentsHeader, #commentsHeader, .comment-footer cite`, Author: `cite a[href^="/user/"], cite a`, Time: `cite`,
		Body: `.comment-body, .comment-content`, Likes: `.recommends a, .recommends`, Threaded: true,
	},
	{
		Name: "drupal", Detect: `meta[name="Generator"][content*="Drupal"], meta[name="generator"][content*="Drupal"], script[src*="/sites/all/"], link[href*="/sites/all/"], link[href*="/sites/default/files"], script[src*="/misc/drupal.js"]`,
		Items: `#comments .comment, .comment-wrapper .comment, article.comment, div.comment, [about^="/comment/"]`, Title: `h3 a.permalink, h3 a, .title a`,
		Author: `.username, .submitted .username, .author, .submitted`, Time: `.submitted, .submitted time, time`, ThreadedIf: `.indented`,
	},
	{
		Name: "wordpress-thesis", Detect: `#comment_list`, Items: `dt.comment, #comment_list > dt, dl.children > dt`, Run: true, With: `dd`, Not: pings, Author: `.comment_author`,
		Time: `.comment_time`, Body: `.format_text`, Omit: `p.reply, .comment_num, .edit_comment`, ThreadedIf: `.comment-reply-link`,
	},
	{
		Name: "wordpress", Detect: wordpress, Items: wordpressItems, Not: pings, Omit: `.reply, .comment-reply-link, .comment-edit-link, .avatar, .edit-link, .comment-awaiting-moderation`,
		ThreadedIf: `.comment-reply-link`,
	},
	{
		Name: "movabletype", Items: `[id#=(^comment-\d+$)]`, Detect: `meta[name="generator"][content*="Movable Type"], meta[name="generator"][content*="TypePad"], a[href*="mt-comments.cgi"], form[action*="mt-comments.cgi"]`,
		Not: pings,
	},
	{
		Name: "movabletype", Items: `a[id#=(^c\d+$)], div[id#=(^c\d+$)], a[name#=(^c\d+$)]`, Run: true, Last: `.posted, .comment-footer, .comments-post, .posted-by`, Detect: `p.posted, .comments-post, p.comment-footer`,
		Stop: `h2, h3, form, #trackback`,
	},
	{
		Name: "microdata", Items: `[itemtype$="schema.org/Comment"], [itemtype$="schema.org/UserComments"]`, Author: `[itemprop="author"] [itemprop="name"], [itemprop="author"], [itemprop="creator"]`,
		Time: `[itemprop="dateCreated"], [itemprop="datePublished"], [itemprop="commentTime"]`, Body: `[itemprop="text"], [itemprop="commentText"], [itemprop="description"]`,
	},
}

const (
	wordpress = `meta[name="generator"][content*="WordPress"], link[href*="/wp-content/"], script[src*="/wp-content/"], script[src*="/wp-includes/"], ` +
		`img[src*="/wp-content/"], form[action*="wp-comments-post.php"], ol.commentlist, ul.commentlist, link[href*="wp.com/"], script[src*="wp.com/"]`
	wordpressItems = `li.comment, div.comment[id#=(^comment-\d+$)], article.comment, div.comment[class*="depth-"], .commentlist > li, .comment-list > li, ` +
		`li[id#=(^(li-)?comment-\d+$)], div[id#=(^(div-)?comment-\d+$)], article[id#=(^(div-)?comment-\d+$)], section[id#=(^comment-\d+$)], dt[id#=(^comment-\d+$)]`
)
