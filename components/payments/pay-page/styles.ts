// The pay page's whole look: one style element, system fonts, no image. Designed at 375 px.
export const payPageStyles = `
:root{--bg:#f7f8fa;--fg:#1b2130;--card:#fff;--line:#dfe3ea;--muted:#555d6e;--accent:#2f4db0;--on-accent:#fff;--soft:#eef1f8;
--good:#e4f3ea;--on-good:#155b37;--bad:#fdeceb;--on-bad:#962017;--warn:#fdf3df;--on-warn:#6b4706;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--bg:#10131a;--fg:#eceff5;--card:#181c25;--line:#313746;--muted:#a6aebe;--accent:#8fabff;
--on-accent:#0d1222;--soft:#222836;--good:#12301f;--on-good:#a6e3bf;--bad:#3a1917;--on-bad:#ffb9b2;--warn:#352a12;--on-warn:#f3d492}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari",sans-serif;
font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.page{max-width:34rem;margin:0 auto;padding:0 1rem 2.5rem}
.top{display:flex;gap:1rem;align-items:center;justify-content:space-between;padding:1rem 0}
.lang{white-space:nowrap;padding:.5rem 0;font-size:.875rem}
.test{margin:0 0 1rem;padding:.5rem .75rem;border-radius:.5rem;background:var(--warn);color:var(--on-warn);font-size:.875rem;text-align:center}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem 1rem;margin:0 0 1rem}
.note{border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.note h2{color:inherit;font-size:1.125rem;margin:0 0 .25rem}
.note p{margin:0}
.note p+p{margin-top:.5rem}
.good{background:var(--good);color:var(--on-good)}
.bad{background:var(--bad);color:var(--on-bad)}
.warn{background:var(--warn);color:var(--on-warn)}
h1{font-size:1.0625rem;margin:0}
h2{font-size:1rem;font-weight:600;margin:0;color:var(--muted)}
.big{font-size:2.375rem;line-height:1.15;font-weight:700;letter-spacing:-.02em;margin:.125rem 0 .25rem}
.sub,.hint{color:var(--muted);font-size:.875rem;margin:0}
.who{margin:0 0 .75rem;color:var(--muted);font-size:.875rem}
button,.button{display:block;width:100%;min-height:3.25rem;padding:.75rem 1rem;border:1px solid transparent;border-radius:.625rem;background:var(--accent);
color:var(--on-accent);font:inherit;font-size:1.0625rem;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.plain,.button.plain{background:var(--card);color:var(--fg);border-color:var(--line)}
.pay{margin-top:1rem}
.hint.after{margin-top:.5rem;text-align:center}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0;font-weight:600}
ul{list-style:none;margin:.75rem 0 0;padding:0}
li{border-top:1px solid var(--line)}
.row{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem 0;min-height:3rem}
label.row{cursor:pointer}
.row input{flex:none;width:1.375rem;height:1.375rem;margin:.125rem 0 0;accent-color:var(--accent)}
.what{flex:1;min-width:0}
.what b{display:block;font-weight:600}
.what span{display:block;color:var(--muted);font-size:.875rem}
.what .late{display:inline;color:var(--on-bad)}
.what .line{display:flex;gap:.75rem;justify-content:space-between;align-items:baseline;color:inherit;font-size:inherit}
.what .money{flex:none;color:inherit;font-size:inherit;text-align:right;font-weight:600;white-space:nowrap}
form:has(:checked) button.plain.go{background:var(--accent);color:var(--on-accent)}
.field{margin-top:1rem}
.field label{display:block;font-weight:600}
.field input{width:100%;min-height:3rem;margin:.25rem 0;padding:.5rem .75rem;border:1px solid #7b8496;border-radius:.5rem;background:var(--bg);color:var(--fg);font:inherit;font-size:1.125rem}
.field input[aria-invalid]{border-color:var(--on-bad);border-width:2px}
.error{color:var(--on-bad);font-weight:600;margin:.25rem 0 0}
.foot{color:var(--muted);font-size:.875rem}
.foot p{margin:.25rem 0}
.foot a{display:inline-block;padding:.5rem 0;margin-right:1.25rem}
.cards{margin-top:1rem}
@media(min-width:48rem){.page{padding-top:1.5rem}.card{padding:1.75rem}.note{padding:1.25rem 1.75rem}}
`.replaceAll("\n", "");
