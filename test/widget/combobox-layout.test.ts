import { expect } from 'chai';
import { filterItems, indexItems } from '../../widget/controllers/combobox-filter.ts';
import { layOut, linesWithin, placePopover, scrollToLine } from '../../widget/controllers/combobox-layout.ts';

describe('finding in a list', () => {
  const texts = (typed: string, ...names: string[]) =>
    filterItems(indexItems(names, { key: (name) => name, text: (name) => name }), typed, [''])[0] ?? [];

  it('finds text without case and accents, best place first, and says where it stands', () => {
    const found = texts('COUN', 'Discount group', 'Phone country', 'Country');
    expect(found.map(({ item }) => item)).to.deep.equal(['Country', 'Phone country', 'Discount group']);
    expect(found[1]?.inText).to.deep.equal([[6, 10]]);
    expect(texts('regi', 'Région')[0]?.inText).to.deep.equal([[0, 4]]);
  });

  it('finds words in any order, after all that hold the text as it was typed', () => {
    const found = texts('purchase country', 'Country of first purchase', 'Purchase country', 'Purchase');
    expect(found.map(({ item }) => item)).to.deep.equal(['Purchase country', 'Country of first purchase']);
    expect(found[1]?.inText).to.deep.equal([
      [0, 7],
      [17, 25],
    ]);
  });

  it('lays groups out one below the other, and knows which lines a stretch touches', () => {
    const [empty, first, second] = layOut([0, 3, 100], { line: 30, head: 20 });
    expect(empty).to.deep.equal({ first: 0, count: 0, top: 0, head: 0, size: 0 });
    expect(first).to.deep.equal({ first: 0, count: 3, top: 0, head: 20, size: 110 });
    if (second === undefined) throw new Error('There is no second group');
    expect(second.top).to.equal(110);
    expect(linesWithin(second, 30, 100, 200)).to.deep.equal([0, 3]);
    expect(linesWithin(second, 30, 1000, 1090)).to.deep.equal([29, 32]);
    expect(linesWithin(second, 30, 9000, 9900)).to.deep.equal([100, 100]);
    // The 11th line of the second group starts at 130 + 10 × 30; in sight with whole lines only, from 110 + 7 × 30.
    expect(scrollToLine(second, 13, 30, { scroll: 0, size: 200, below: 40 })).to.equal(320);
    expect(scrollToLine(second, 13, 30, { scroll: 800, size: 200, below: 40 })).to.equal(410);
    expect(scrollToLine(second, 13, 30, { scroll: 400, size: 200, below: 40 })).to.equal(400);
  });

  it('places a list below, or above where there is more room, and always within the window', () => {
    const view = { top: 0, bottom: 600, left: 0, right: 800 };
    const wish = { width: 400, height: 300, isRtl: false };
    const below = placePopover({ top: 100, bottom: 136, left: 20, right: 220 }, view, wish);
    expect(below).to.deep.equal({ isAbove: false, left: 20, width: 400, edge: 140, maxHeight: 452 });
    const above = placePopover({ top: 500, bottom: 536, left: 600, right: 780 }, view, wish);
    expect(above).to.deep.equal({ isAbove: true, left: 392, width: 400, edge: 496, maxHeight: 488 });
    const rtl = placePopover({ top: 100, bottom: 136, left: 500, right: 780 }, view, { ...wish, isRtl: true });
    expect(rtl.left).to.equal(380);
    const narrow = placePopover({ top: 100, bottom: 136, left: 8, right: 352 }, { ...view, right: 360 }, wish);
    expect([narrow.left, narrow.width]).to.deep.equal([8, 344]);
  });
});
