/** Expressions that read what a page shows, in the syntax that each engine knows. */

const read = (body: string) => `(function () {
  function all(selector, base) { return Array.prototype.slice.call((base || document).querySelectorAll(selector)); }
  function text(selector, base) {
    var found = (base || document).querySelector(selector);
    return found ? found.textContent.trim() : null;
  }
  function attribute(selector, name) {
    var found = document.querySelector(selector);
    return found ? found.getAttribute(name) : null;
  }
  ${body}
})()`;

/** The sequence that the page has, and whether it is connected. */
export const sequenceShown = read(`
  var main = document.querySelector('main');
  return main && main.dataset.sequence !== undefined && main.dataset.connection === 'live'
    ? Number(main.dataset.sequence) : null;`);

export const dealOnStage = read(`
  var article = document.querySelector('.stage article.signing');
  if (!article) return null;
  return {
    deal: article.getAttribute('data-deal'),
    kicker: all('.kicker > *', article).map(function (each) { return each.textContent.trim(); }),
    title: text('.title', article),
    amount: text('.deal-amount > .amount, .deal-amount > s', article) || text('.deal-amount.none', article),
    digits: text('.deal-amount > .digits', article),
    previous: text('.deal-amount .previous del', article),
    reason: text('.reason', article),
    parties: all('.parties li:not(.sample)', article).map(function (each) {
      return [each.querySelector('.role').firstChild.textContent.trim(), text('.party', each)];
    }),
  };`);

export const totalsOnWall = read(`
  return {
    deals: text('.totals .count .figure'),
    total: attribute('.headline [data-total]', 'data-total'),
    amount: text('.headline [data-total] > .amount'),
    digits: text('.headline [data-total] > .digits'),
    others: all('.headline .other').map(function (each) { return each.textContent.trim(); }),
    currencies: all('.currencies li').map(function (each) { return each.textContent.trim(); }),
  };`);

export const totalsOnOverlay = read(`
  return {
    deals: text('.count .figure'),
    categories: all('.category').map(function (each) {
      return {
        label: text('.label', each),
        total: each.getAttribute('data-total'),
        amount: text('.sum > .amount', each),
        digits: text('.sum > .digits', each),
      };
    }),
  };`);

/** A lower third or a ticker. */
export const dealOnOverlay = read(`
  var graphic = document.querySelector('.place:not(.leaving) .graphic');
  return graphic && {
    deal: graphic.querySelector('.title') && graphic.querySelector('.title').getAttribute('data-deal'),
    kicker: text('.kicker strong', graphic),
    title: text('.title', graphic),
    amount: text('.deal-amount > .amount', graphic),
  };`);

export const speechOnStage = read(`
  return { name: text('.speech .title'), office: text('.speech .office') };`);

export const speechOnOverlay = read(`
  return { name: text('.graphic .title'), office: text('.graphic .office') };`);

export const noticeOnWall = read(`return text('.notice');`);

export const graphicName = read(`
  var graphic = document.querySelector('.graphic');
  return graphic ? graphic.className : null;`);

/** What exceeds the picture: by how many pixels the page can be scrolled, and the elements that reach beyond it. */
export const beyondThePicture = read(`
  var root = document.documentElement;
  return all('main *').filter(function (each) {
    var box = each.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && each.textContent.trim() !== ''
      && (box.left < -1 || box.top < -1 || box.right > root.clientWidth + 1 || box.bottom > root.clientHeight + 1);
  }).map(function (each) { return each.className + ': ' + each.textContent.slice(0, 40); }).slice(0, 5)
    .concat(root.scrollWidth > root.clientWidth ? ['scrolls to the side'] : [])
    .concat(root.scrollHeight > root.clientHeight ? ['scrolls down'] : []);`);

/** By how many pixels the content of the stage exceeds its box. */
export const stageOverflow = read(`
  var article = document.querySelector('.stage article');
  return article ? Math.max(article.scrollHeight - article.clientHeight, 0) : 0;`);
