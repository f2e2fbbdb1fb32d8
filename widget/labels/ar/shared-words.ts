import { number, plural } from './speech.ts';

// Sentences that two elements say alike.

/** How many calls wait; for the tab of the controls, and when new ones come. */
export const callsWait = (count: number): string =>
  plural(count, {
    zero: 'لا طلبات تنتظر قرارًا',
    one: 'طلب واحد ينتظر قرارًا',
    two: 'طلبان ينتظران قرارًا',
    few: '# طلبات تنتظر قرارًا',
    many: '# طلبًا تنتظر قرارًا',
    other: '# طلب تنتظر قرارًا',
  });

/** That one's own changes outlived a conflict. */
export const changesStillHere = (count: number): string =>
  plural(count, {
    zero: 'تغييراتك ما زالت هنا ولم يُستبدل شيء.',
    one: 'تغييرك ما زال هنا ولم يُستبدل شيء.',
    two: 'تغييراك ما زالا هنا ولم يُستبدل شيء.',
    few: 'تغييراتك ما زالت هنا، وعددها #، ولم يُستبدل شيء.',
    many: 'تغييراتك ما زالت هنا، وعددها #، ولم يُستبدل شيء.',
    other: 'تغييراتك ما زالت هنا، وعددها #، ولم يُستبدل شيء.',
  });

/** How many of them differ from what somebody else saved. */
export const differFromSaved = (mine: number, differ: number): string => {
  if (mine === 1) {
    return differ === 0 ? 'لا يختلف عما تم حفظه.' : 'يختلف عما تم حفظه. اختر ما تريد الإبقاء عليه.';
  }
  return differ === 0
    ? 'لا شيء يختلف عما تم حفظه.'
    : `عدد ما يختلف عما تم حفظه: ${number(differ)}. اختر ما تريد الإبقاء عليه.`;
};
