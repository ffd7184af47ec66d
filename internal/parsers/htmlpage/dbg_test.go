package htmlpage
import ("testing";"os";"context";"fmt"
"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit")
func TestDbg(t *testing.T){
 f,_:=os.Open(os.Getenv("DBG")); p,_:=dom.Parse(context.Background(),f,dom.Limits{})
 r:=Reader{NoPlatforms: os.Getenv("PLAT")==""}
 fd,list:=r.comments(p.Root,unit.Options{Captured:captured})
 for i,c:=range list{ fmt.Println(i,fd.units[i].Roots[0].Data,fd.units[i].Roots[0].Attr,len(fd.units[i].Roots),"|",c.Author,"|",c.When.Raw,"|",c.Title,"|",fmt.Sprintf("%.60q",c.Text),c.Parent)}
}
