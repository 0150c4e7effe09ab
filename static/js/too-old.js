// Runs in any browser, however old: cascade layers came in Chrome 99 and Safari 15.4, just before our oldest ones.
if (!("CSSLayerBlockRule" in window)) {
  document.getElementById("app").hidden = true
  document.getElementById("too-old").hidden = false
}
