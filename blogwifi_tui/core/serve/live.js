// Keeps a page in step with what is written: loads it anew, and keeps the written paragraph in view.
(() => {
  "use strict";
  const script = document.currentScript;
  const isPlain = script.dataset.plain === "1";
  const LINE = "data-source-line";
  const TEXTS = "p,h1,h2,h3,h4,h5,h6,li,dt,dd,pre,td,th,figcaption,blockquote";
  const LONGEST_SILENCE = 20; // failures in a row, after which the program is taken to have ended
  let version = Number(script.dataset.version);
  let page = "", line = -1, blocks = null, kept = -1, failures = 0;
  let isLoading = false, isOutdated = false;

  const here = () => {
    try {
      return decodeURIComponent(location.pathname);
    } catch {
      return location.pathname;
    }
  };

  // Another page

  function follow(event) {
    if (event.page !== undefined) page = event.page;
    if (event.go === undefined) return;
    const known = sessionStorage.getItem("blogwifi-go");
    sessionStorage.setItem("blogwifi-go", String(event.go));
    if (known !== null && known !== String(event.go) && page && here() !== page) {
      location.assign(page.split("/").map(encodeURIComponent).join("/"));
    }
  }

  // The same page, as it is now

  const bare = (path) => path.replace(/index\.html?$/, "").replace(/\.html?$/, "").replace(/\/$/, "");

  function concerns(changed) {
    if (!changed || !changed.length) return true;
    return changed.some((path) => bare(path) === bare(here()) || /\.(css|js|mjs|svg|png|jpe?g|gif|webp|avif|woff2?)$/i.test(path));
  }

  function renew(event) {
    if (event.version === undefined || event.version === version) return;
    version = event.version;
    if (!concerns(event.changed)) return;
    if (isPlain) loadText();
    else location.reload();
  }

  async function loadText() {
    isOutdated = true;
    if (isLoading) return;
    isLoading = true;
    try {
      while (isOutdated) {
        isOutdated = false;
        const answer = await fetch(location.pathname, { cache: "no-store", credentials: "same-origin" });
        if ((answer.headers.get("content-type") || "").startsWith("text/html")) replaceText(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // The program ended; the page stays as it is.
    } finally {
      isLoading = false;
    }
    keepInView(true);
  }

  const written = (node) => node.outerHTML.replace(/ data-source-line="\d+"/g, "");

  // Only what changed is put in: pictures stay where they are, and the reader's selection too.
  function replaceText(next) {
    document.title = next.title;
    for (const part of ["header", "main"]) {
      const old = document.querySelector(`body > ${part}`), fresh = next.querySelector(`body > ${part}`);
      if (!old || !fresh) continue;
      const had = [...old.children], has = [...fresh.children];
      const before = had.map(written), after = has.map(written);
      let top = 0, end = 0;
      const least = Math.min(had.length, has.length);
      while (top < least && before[top] === after[top]) top++;
      while (end < least - top && before[had.length - 1 - end] === after[has.length - 1 - end]) end++;
      for (let i = 0; i < top; i++) renumber(had[i], has[i]);
      for (let i = 1; i <= end; i++) renumber(had[had.length - i], has[has.length - i]);
      let at = top;
      const last = had.length - end;
      for (let i = top; i < has.length - end; i++) {
        const same = before.indexOf(after[i], at);
        if (same >= 0 && same < last) {
          while (at < same) had[at++].remove();
          renumber(had[at++], has[i]);
        } else {
          old.insertBefore(document.adoptNode(has[i]), had[at] || null);
        }
      }
      while (at < last) had[at++].remove();
    }
  }

  function renumber(stays, like) {
    const each = (node) => [node, ...node.querySelectorAll(`[${LINE}]`)].filter((one) => one.hasAttribute(LINE));
    const lines = each(like);
    each(stays).forEach((node, number) => {
      if (lines[number]) node.setAttribute(LINE, lines[number].getAttribute(LINE));
    });
  }

  // The paragraph that is written

  const letters = (text) => text.slice(0, 400).normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  // On the page of a theme: the elements that begin as the blocks of the post do, in their order.
  function mark() {
    if (isPlain || !blocks) return;
    const text = document.querySelector("main article") || document.querySelector("article") ||
      document.querySelector("main") || document.body;
    const elements = [...text.querySelectorAll(TEXTS)];
    const begins = elements.map((element) => letters(element.textContent));
    let from = 0;
    const found = [];
    for (const [number, wanted] of blocks) {
      if (wanted.length < 2) continue;
      const at = begins.findIndex((each, place) => place >= from && (each === wanted || (wanted.length > 7 && each.startsWith(wanted))));
      if (at < 0) continue;
      found.push([elements[at], number]);
      from = at + 1;
    }
    const few = found.length * 3 < blocks.length;
    for (const element of text.querySelectorAll(`[${LINE}]`)) element.removeAttribute(LINE);
    if (!few) found.forEach(([element, number]) => element.setAttribute(LINE, number));
  }

  function keepInView(again) {
    if (line < 0 || page !== here() || (!again && kept === line)) return;
    const all = [...document.querySelectorAll(`[${LINE}]`)];
    const starts = all.map((element) => Number(element.getAttribute(LINE)));
    let at = -1;
    starts.forEach((start, number) => {
      if (start <= line) at = number;
    });
    if (at < 0) return;
    kept = line;
    const box = all[at].getBoundingClientRect();
    const next = starts.find((start) => start > line);
    const lines = next === undefined ? 1 : Math.max(1, next - starts[at]);
    const height = innerHeight;
    const y = box.top + Math.min(1, (line - starts[at]) / lines) * Math.min(box.height, 4 * height);
    if (y < 0.12 * height || y > 0.72 * height) scrollBy({ top: y - 0.35 * height, behavior: "instant" });
  }

  // What happens

  const stream = new EventSource("/.blogwifi/live");
  stream.onopen = () => {
    failures = 0;
  };
  stream.onerror = () => {
    if (++failures > LONGEST_SILENCE) stream.close();
  };
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    follow(event);
    renew(event);
    if (event.line !== undefined) line = event.line;
    if (event.blocks) {
      blocks = event.blocks;
      mark();
    }
    keepInView(Boolean(event.blocks));
  };
  addEventListener("load", () => keepInView(true));
})();
