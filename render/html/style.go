package html

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// declarations are the looks that the template names. Mail programs drop style
// sheets, so each element carries its own; a later one overrides an earlier.
var declarations = map[string]string{
	"body":   "margin:0;padding:0;background:#FFFFFF;color:#2F3B47;-webkit-text-size-adjust:100%",
	"hidden": "display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#FFFFFF;mso-hide:all",
	"page":   "padding:12px 12px 24px",
	"column": "max-width:640px;border-collapse:separate",
	"table":  "width:100%;border-collapse:collapse",

	// The font is the reader's own system's. Segoe UI and YaHei come first because
	// Outlook on Windows may take none but the first; no family is quoted, so that
	// the attribute needs no escapes.
	"latin": "font-family:Segoe UI,-apple-system,BlinkMacSystemFont,Roboto,Helvetica Neue,Arial,PingFang SC,Microsoft YaHei,sans-serif",
	"han":   "font-family:Microsoft YaHei,微软雅黑,PingFang SC,苹方-简,Noto Sans CJK SC,sans-serif",
	"cell":  "font-size:14px;line-height:20px;color:#2F3B47;word-break:break-word;overflow-wrap:anywhere",

	// Blocks from top to bottom.
	"band":    "border-top:4px solid #1B2733;padding:14px 0 14px",
	"title":   "font-size:20px;line-height:28px;font-weight:bold;color:#1B2733",
	"caption": "font-size:12px;line-height:18px;color:#65717E;padding-top:2px",
	"status":  "border-left:4px solid #8CA3B8;padding:9px 12px",
	"gap":     "font-size:6px;line-height:6px",
	"finding": "font-size:16px;line-height:24px;color:#1B2733;padding:16px 0 0",
	"block":   "padding:0",
	"section": "font-size:15px;line-height:22px;font-weight:bold;color:#1B2733;padding:28px 0 6px;border-bottom:1px solid #1B2733",
	"legend":  "font-size:12px;line-height:18px;color:#65717E;padding-top:6px;text-align:right",
	"print":   "font-size:12px;line-height:19px;color:#65717E;padding:24px 0 0",

	// Cells.
	"head":   "font-size:12px;line-height:17px;font-weight:normal;color:#65717E;vertical-align:bottom;word-break:keep-all;overflow-wrap:normal;padding-top:18px;padding-bottom:6px;border-bottom:1px solid #C7CED6",
	"figure": "font-weight:normal;vertical-align:top;padding-top:7px;padding-bottom:7px",
	"note":   "font-size:12px;line-height:16px;color:#65717E;padding:0 0 7px",
	"change": "font-size:13px",
	"row":    "vertical-align:top;padding-top:7px;padding-bottom:7px",
	"second": "font-size:13px;color:#2F3B47",
	"left":   "text-align:left",
	"right":  "text-align:right;padding-left:10px",

	// Lines.
	"hairline": "border-bottom:1px solid #E3E7EB",
	"noline":   "padding-bottom:0",
	"nowrap":   "white-space:nowrap",
	"whole":    "padding:0",
	"wrap":     "white-space:normal",

	// Meanings, none of which is said by colour alone.
	"strong":  "font-weight:bold",
	"small":   "font-size:12px;line-height:18px",
	"ink":     "color:#1B2733",
	"plain":   "color:#2F3B47",
	"grey":    "color:#65717E",
	"worse":   "color:#B3261E;font-weight:bold",
	"better":  "color:#1F6B5A",
	"soon":    "color:#8A5A00",
	"link":    "color:#1F4E79;text-decoration:none",
	"inherit": "color:inherit",
	"green":   "background:#F2F4F6;border-left-color:#1F6B5A",
	"amber":   "background:#FFF8E1;border-left-color:#8A5A00",
	"red":     "background:#B3261E;border-left-color:#B3261E;color:#FFFFFF",
	"quiet":   "background:#F2F4F6",
}

// css joins looks by name; an unknown name ends the writing. Where two looks give
// the same property, the later stays alone, because some programs take the first.
func css(names ...string) (template.CSS, error) {
	var parts []string
	for _, name := range names {
		look, ok := declarations[name]
		if !ok {
			return "", fmt.Errorf("no look is named %q", name)
		}
		for declaration := range strings.SplitSeq(look, ";") {
			property, _, _ := strings.Cut(declaration, ":")
			parts = slices.DeleteFunc(parts, func(p string) bool { return strings.HasPrefix(p, property+":") })
			parts = append(parts, declaration)
		}
	}
	return template.CSS(strings.Join(parts, ";")), nil
}

// Cell is the look of a table cell. It begins with the font, which Outlook does
// not pass on from a table to its cells, and lets a word break rather than widen
// the table beyond a phone.
func (v view) Cell(names ...string) (template.CSS, error) {
	font := "latin"
	if v.Language == "zh-CN" {
		font = "han"
	}
	return css(append([]string{font, "cell"}, names...)...)
}

// OutlookOpen and OutlookClose hold the column at 640 pixels in Outlook on
// Windows, which knows no max-width. They are comments to all others.
func (view) OutlookOpen() template.HTML {
	return `<!--[if mso]><table role="presentation" width="640" cellspacing="0" cellpadding="0" border="0"><tr><td><![endif]-->`
}

// OutlookClose ends what OutlookOpen began.
func (view) OutlookClose() template.HTML {
	return `<!--[if mso]></td></tr></table><![endif]-->`
}
