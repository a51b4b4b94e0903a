/** The articles, newest first. A number is never given twice. */
export const articles = [
  {
    id: 4,
    title: '1984, read again',
    text: 'The second reading is about the language, not about the cameras.',
  },
  {
    id: 3,
    title: 'Crème brûlée without a torch',
    text: 'A hot cast-iron pan does what the torch does, if you are quick.',
  },
  {
    id: 2,
    title: 'What we read this week',
    text: 'Three essays on maps, and one on the people who folded them wrong.',
  },
  {
    id: 1,
    title: 'What we read this week',
    text: 'A history of the pencil. It is longer than you think.',
  },
];
