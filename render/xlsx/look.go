package xlsx

import "daybook/render"

// The palette. Colour only carries meaning, and never alone.
const (
	ink      = "1B2733" // titles, key figures, strong rules
	text     = "2F3B47"
	grey     = "65717E" // labels, captions, secondary
	hairline = "E3E7EB"
	header   = "E8ECF0"
	totalRow = "F2F4F6"
	red      = "B3261E" // worse
	green    = "1F6B5A" // better
	amber    = "8A5A00" // soon
	blue     = "1F4E79" // link
	input    = "FFF8E1"
	inputRim = "E6D9A8"
	paleBar  = "C3CFDA"
	white    = "FFFFFF"
)

// look is how a role looks. Its zero value is 10 point text at the left.
type look struct {
	size   float64 // 0 is 10
	bold   bool
	colour string // empty is text
	fill   string
	right  bool // align right
	top    bool // align at the top instead of the middle
	wrap   bool
	// en and zh are number formats; an empty zh is en, an empty en is General.
	en, zh string
	// scaled says that Chinese shows the value in units of ten thousand, which
	// no number format can do: the cell then holds value ÷ 10,000.
	scaled bool
	// vanish is half of the last digit shown: what is smaller shows a dash
	// instead of a signed zero.
	vanish float64
	// worse and better colour a change by its sign.
	up change
}

// change says what an increase means.
type change uint8

const (
	neither change = iota
	worse
	better
)

const (
	dash     = `"–";"–";"–"`
	money    = `#,##0.00;-#,##0.00;"–"`
	whole    = `#,##0;-#,##0;"–"`
	thousand = `#,##0,;"−"#,##0,;"–"`
	wan      = `#,##0.0;"−"#,##0.0;"–"`
	isoDate  = "yyyy-mm-dd"
)

// halfThousand makes vanish both what rounds to no thousand and what rounds to
// no tenth of ten thousand.
const halfThousand = 500

// looks gives every role its look.
var looks = [...]look{
	render.RoleBody:              {},
	render.RoleTitle:             {size: 20, bold: true, colour: ink},
	render.RoleListTitle:         {size: 16, bold: true, colour: ink},
	render.RoleSection:           {size: 11, bold: true, colour: ink},
	render.RoleFinding:           {size: 13, colour: ink},
	render.RoleCaption:           {size: 9, colour: grey},
	render.RoleLegend:            {size: 8, colour: grey},
	render.RoleLabel:             {size: 9, colour: grey},
	render.RoleHeader:            {size: 9, bold: true, colour: ink, fill: header, top: true, wrap: true},
	render.RoleHeaderRight:       {size: 9, bold: true, colour: ink, fill: header, top: true, wrap: true, right: true},
	render.RoleBracket:           {size: 9, bold: true, colour: grey},
	render.RoleKPI:               {size: 22, bold: true, colour: ink, right: true, en: thousand, zh: wan, scaled: true, vanish: halfThousand},
	render.RoleKPIDays:           {size: 22, bold: true, colour: ink, right: true, en: `0.0;"−"0.0`},
	render.RoleKPIShare:          {size: 22, bold: true, colour: ink, right: true, en: `0.0%;"−"0.0%`},
	render.RoleMoney:             {right: true, en: money, vanish: 0.005},
	render.RoleWhole:             {right: true, en: whole, vanish: 0.5},
	render.RoleThousand:          {right: true, en: thousand, zh: wan, scaled: true, vanish: halfThousand},
	render.RoleCount:             {right: true, en: whole},
	render.RoleDays:              {right: true, en: `0;"in "0;"today"`, zh: `0;0"天后";"今日"`},
	render.RoleNumber:            {right: true, en: `#,##0.0;-#,##0.0`},
	render.RolePercent:           {right: true, en: `0.0%;-0.0%`},
	render.RoleDate:              {right: true, en: isoDate},
	render.RoleCode:              {colour: grey, en: "@"},
	render.RoleRate:              {right: true, en: "@"},
	render.RoleDeltaWorse:        {right: true, en: `"▲ +"#,##0,;"▽ −"#,##0,;"–"`, zh: `"▲ +"#,##0.0;"▽ −"#,##0.0;"–"`, scaled: true, vanish: halfThousand, up: worse},
	render.RoleDeltaBetter:       {right: true, en: `"△ +"#,##0,;"▼ −"#,##0,;"–"`, zh: `"△ +"#,##0.0;"▼ −"#,##0.0;"–"`, scaled: true, vanish: halfThousand, up: better},
	render.RoleDelta:             {right: true, en: `"+"#,##0,;"−"#,##0,;"–"`, zh: `"+"#,##0.0;"−"#,##0.0;"–"`, scaled: true, vanish: halfThousand},
	render.RoleDeltaDaysWorse:    {right: true, en: `"▲ +"0.0;"▽ −"0.0;"–"`, vanish: 0.05, up: worse},
	render.RoleDeltaPointsWorse:  {right: true, en: `"▲ +"0.0" pp";"▽ −"0.0" pp";"–"`, zh: `"▲ +"0.0" 百分点";"▽ −"0.0" 百分点";"–"`, vanish: 0.05, up: worse},
	render.RoleCheck:             {right: true, en: "#,##0.00;-#,##0.00;0.00"},
	render.RoleVerdict:           {bold: true},
	render.RoleInput:             {fill: input},
	render.RoleNote:              {wrap: true},
	render.RoleBand:              {fill: ink},
	render.RoleAlarm:             {bold: true, colour: white, fill: red},
	render.RoleScore:             {size: 14, bold: true, colour: ink, right: true, en: thousand, zh: wan, scaled: true, vanish: halfThousand},
	render.RoleScoreShare:        {size: 14, bold: true, colour: ink, right: true, en: `0.0%;"−"0.0%`},
	render.RoleScoreDays:         {size: 14, bold: true, colour: ink, right: true, en: `#,##0.0;"−"#,##0.0`},
	render.RoleShare:             {right: true, en: `0%;"−"0%`},
	render.RoleGrowth:            {right: true, colour: grey, en: `"+"0.0%;"−"0.0%;"–"`, vanish: 0.0005},
	render.RoleGrowthBetter:      {right: true, en: `"△ +"0.0%;"▼ −"0.0%;"–"`, vanish: 0.0005, up: better},
	render.RoleDeltaPointsBetter: {right: true, en: `"△ +"0.0" pp";"▼ −"0.0" pp";"–"`, zh: `"△ +"0.0" 百分点";"▼ −"0.0" 百分点";"–"`, vanish: 0.05, up: better},
	render.RoleDeltaWholeBetter:  {right: true, en: `"△ +"#,##0;"▼ −"#,##0;"–"`, vanish: 0.5, up: better},
}

// format returns the number format of the role in a language.
func (l look) format(zh bool) string {
	if zh && l.zh != "" {
		return l.zh
	}
	return l.en
}

// points returns the font size.
func (l look) points() float64 {
	if l.size == 0 {
		return 10
	}
	return l.size
}

// toneColours are the colours that a tone gives to what is not plain.
var toneColours = [...]string{
	render.TonePlain:  "",
	render.ToneMuted:  grey,
	render.ToneWorse:  red,
	render.ToneBetter: green,
	render.ToneSoon:   amber,
}

// shades are the colours of series.
var shades = [...]string{
	render.ShadeSubject: "3D5A75",
	render.ShadeContext: "8CA3B8",
	render.ShadeWorse:   red,
	render.ShadeInk:     ink,
}
