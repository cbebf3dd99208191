// Enhancements. Every page works without this file.
(function () {
  "use strict";
  // The examples of code name a server on the reader's own machine. Here the address of this site is known.
  var canonical = document.querySelector('link[rel="canonical"]');
  if (canonical) {
    var page = new URL(canonical.href);
    var prefix = document.querySelector("header.site .name").getAttribute("href").replace(/\/$/, "");
    document.querySelectorAll("section.data code").forEach(function (code) {
      code.textContent = code.textContent.split("http://127.0.0.1:8000").join(page.origin + prefix);
    });
    document.querySelectorAll(".site-address").forEach(function (note) { note.remove(); });
  }
  // A button that copies, beside each example and each citation.
  if (navigator.clipboard) {
    document.querySelectorAll("pre").forEach(function (block) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy " + (block.getAttribute("aria-label") || "this text"));
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(block.textContent).then(function () {
          button.textContent = "Copied";
          setTimeout(function () { button.textContent = "Copy"; }, 2000);
        });
      });
      block.before(button);
    });
  }
  // The list of operations shows those that hold what is typed, before the form is sent.
  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    var list = document.getElementById(input.dataset.filter);
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/);
      list.querySelectorAll("section").forEach(function (section) {
        var any = false;
        section.querySelectorAll("dl > div").forEach(function (one) {
          one.hidden = !words.every(function (word) { return one.textContent.toLowerCase().includes(word); });
          any = any || !one.hidden;
        });
        section.hidden = !any;
      });
    });
  });
})();
