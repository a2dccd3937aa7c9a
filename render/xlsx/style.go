package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// style is what a cell's look follows from. Equal styles share an id.
type style struct {
	role   render.Role
	tone   render.Tone
	edge   render.Edge
	accept render.Accept
	strong bool
	right  bool
	indent bool
	link   bool
	arrow  bool // a link that is nothing but a link
	dash   bool // rounds to nothing
	absent bool // there is no figure
	total  bool // in the total row of a list
	spread bool // a bracket, centred over its empty neighbours
	top    bool // beside text of several lines
}

// styles hands out the style ids of one workbook. excelize searches its styles
// from the start for every new one, so each combination is asked for once.
type styles struct {
	file *excelize.File
	zh   bool
	ids  map[style]int
}

func newStyles(f *excelize.File, zh bool) *styles {
	return &styles{file: f, zh: zh, ids: map[style]int{}}
}

// family is the one type face of a workbook.
func family(zh bool) string {
	if zh {
		return "微软雅黑"
	}
	return "Calibri"
}

// id returns the id of s, making the style where it is new.
func (t *styles) id(s style) (int, error) {
	if id, ok := t.ids[s]; ok {
		return id, nil
	}
	id, err := t.file.NewStyle(t.full(s))
	if err != nil {
		return 0, fmt.Errorf("style of role %d: %w", s.role, err)
	}
	t.ids[s] = id
	return id, nil
}

// full spells a style out for excelize.
func (t *styles) full(s style) *excelize.Style {
	l := looks[s.role]
	out := &excelize.Style{
		Font:       t.font(s, l),
		Fill:       fill(s, l),
		Border:     borders(s),
		Alignment:  alignment(s, l),
		Protection: &excelize.Protection{Locked: s.role != render.RoleInput},
	}
	if f := t.format(s, l); f != "" {
		out.CustomNumFmt = &f
	}
	return out
}

func (t *styles) format(s style, l look) string {
	switch {
	case s.dash:
		return dash
	case s.absent:
		return ""
	case s.role == render.RoleInput && s.accept == render.AcceptDate:
		return isoDate
	case s.role == render.RoleInput && s.accept == render.AcceptMoney:
		return money
	}
	return l.format(t.zh)
}

func (t *styles) font(s style, l look) *excelize.Font {
	f := &excelize.Font{Family: family(t.zh), Size: l.points(), Bold: l.bold || s.strong || s.total, Color: fontColour(s, l)}
	if t.zh {
		gb2312 := 134
		f.Charset = &gb2312
	}
	switch {
	case s.absent:
		f.Size, f.Bold = 9, false
	case s.arrow:
		f.Underline = "single"
	}
	return f
}

func fontColour(s style, l look) string {
	switch {
	case s.role == render.RoleAlarm:
		return white
	case s.absent:
		return grey
	case toneColours[s.tone] != "":
		return toneColours[s.tone]
	case s.link:
		return blue
	case s.total:
		return ink
	case l.colour != "":
		return l.colour
	}
	return text
}

func fill(s style, l look) excelize.Fill {
	colour := l.fill
	if s.total {
		colour = totalRow
	}
	if colour == "" {
		return excelize.Fill{}
	}
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// excelize's border styles.
const (
	thin   = 1
	medium = 2
)

func borders(s style) []excelize.Border {
	if s.role == render.RoleInput {
		var all []excelize.Border
		for _, side := range []string{"left", "right", "top", "bottom"} {
			all = append(all, excelize.Border{Type: side, Color: inputRim, Style: thin})
		}
		return all
	}
	var out []excelize.Border
	switch {
	case s.edge&render.EdgeThick != 0:
		out = append(out, excelize.Border{Type: "top", Color: ink, Style: medium})
	case s.edge&render.EdgeTop != 0:
		out = append(out, excelize.Border{Type: "top", Color: ink, Style: thin})
	}
	switch {
	case s.edge&render.EdgeRule != 0:
		out = append(out, excelize.Border{Type: "bottom", Color: ink, Style: thin})
	case s.edge&render.EdgeHairline != 0:
		out = append(out, excelize.Border{Type: "bottom", Color: hairline, Style: thin})
	}
	return out
}

func alignment(s style, l look) *excelize.Alignment {
	a := &excelize.Alignment{Vertical: "center", WrapText: l.wrap}
	if l.top || s.top {
		a.Vertical = "top"
	}
	switch {
	case s.spread:
		a.Horizontal = "centerContinuous"
	case l.right || s.right:
		a.Horizontal = "right"
	default:
		a.Horizontal = "left"
	}
	if s.indent && a.Horizontal == "left" {
		a.Indent = 1
	}
	return a
}

// styleOf derives the style of a cell from its role, and from its value where
// that says more than the caller did: the sign of a change, days to come.
func (t *styles) styleOf(c *render.Cell) style { return t.styleAs(c.Role, c) }

// styleAs is styleOf for a cell in a role that it need not name itself.
func (t *styles) styleAs(role render.Role, c *render.Cell) style {
	l := &looks[role]
	s := style{
		role: role, tone: c.Tone, edge: c.Edge, strong: c.Strong, right: c.Right, indent: c.Indent,
		absent: c.Value.Form == render.FormMissing,
		dash:   vanishes(&c.Value, l.vanish),
	}
	if !c.Link.IsZero() {
		s.link = true
		s.arrow = c.Value.Form == render.FormText && strings.ContainsAny(c.Value.Text, "→←")
	}
	if s.tone == render.TonePlain && !s.dash {
		s.tone, s.strong = derivedTone(role, c, l, s.strong)
	}
	return s
}

func derivedTone(role render.Role, c *render.Cell, l *look, strong bool) (render.Tone, bool) {
	if l.up != neither {
		switch sign := signOf(&c.Value); {
		case sign == 0:
		case (l.up == worse) == (sign > 0):
			return render.ToneWorse, true
		default:
			return render.ToneBetter, strong
		}
	}
	switch {
	case role == render.RoleDays && signOf(&c.Value) < 0:
		return render.ToneMuted, strong
	case role == render.RoleVerdict && strings.HasPrefix(c.Value.Text, "✓"):
		return render.ToneBetter, strong
	case role == render.RoleVerdict && strings.HasPrefix(c.Value.Text, "✗"):
		return render.ToneWorse, strong
	}
	return render.TonePlain, strong
}
