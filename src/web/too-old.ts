/**
 * Names what is needed where an engine does not understand the script of the page: the page would stay empty. Nothing
 * here is newer than 2011, and esbuild does not make it so (test/unit/web/old-engines.test.ts).
 */
// biome-ignore-all lint/suspicious/noVar: see above
// biome-ignore-all lint/complexity/useArrowFunction: see above
// biome-ignore-all lint/style/useTemplate: see above

(function () {
  var isShown = false;

  function show() {
    var page = document.getElementById('page');
    var line: HTMLElement;
    var index: number;
    // An error in a page that works is not about its engine.
    if (isShown || !page || page.firstChild) return;
    isShown = true;
    var needed = 'Chromium 80, Firefox 115, Safari 16.4';
    var lines = [
      'This page needs a newer browser: ' + needed + ' or later.',
      '此页面需要更新的浏览器：' + needed + ' 或更高版本。',
      '이 페이지에는 최신 브라우저가 필요합니다: ' + needed + ' 이상.',
      'このページには新しいブラウザーが必要です：' + needed + ' 以降。',
      navigator.userAgent,
    ];
    for (index = 0; index < lines.length; index++) {
      line = document.createElement('p');
      line.className = 'too-old';
      line.appendChild(document.createTextNode(lines[index]!));
      page.appendChild(line);
    }
  }

  window.addEventListener('error', function (event) {
    if (/SyntaxError/.test(event.message)) show();
  });
  document.addEventListener('DOMContentLoaded', function () {
    if (!('noModule' in document.createElement('script'))) show();
  });
})();
