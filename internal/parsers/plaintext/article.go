package plaintext

func article(d *document) {
	post, i := d.head(0, d.end)
	post.Text, post.Lines = d.body(i, d.end, rolePost)
	d.records = append(d.records, post)
}
