/** A fair of Kenya and Brazil, in English, Portuguese and Swahili, as its organizer keeps it in a workbook. */
export type Book = Record<string, string[][]>;

export const expoOfNairobi: Book = {
  Industries: [
    ['Code', 'Name (en)', 'Name (pt)', 'Name (sw)'],
    ['energy', 'Energy', 'Energia', 'Nishati'],
    ['tea', 'Tea', 'Chá', 'Chai'],
  ],
  Companies: [
    ['Key', 'Name (en)', 'Name (pt)', 'Country', 'Industry', 'Website'],
    ['tea', 'Kericho Tea', 'Chá Kericho', 'Kenya', 'tea', 'https://tea.example/'],
    ['wind', 'Ventos do Sul', 'Ventos do Sul', '巴西', 'energy', ''],
    ['mills', 'Mills of Recife', 'Moinhos do Recife', 'BR', '', ''],
  ],
  'Public bodies': [
    ['Key', 'Name (en)', 'Name (sw)', 'Kind', 'Country'],
    ['turkana', 'Turkana County', 'Kaunti ya Turkana', 'Government', 'KE'],
  ],
  People: [
    ['Key', 'Name (en)', 'Country'],
    ['amina', 'Amina Wanjiru', 'KE'],
  ],
  Series: [
    ['Slug', 'Name (en)', 'Host city (en)', 'Host country', 'Partner countries', 'Held since', 'Organizer'],
    ['nairobi-expo', 'Nairobi Expo', 'Nairobi', 'KE', 'Brazil, Tanzania', '2030', 'turkana'],
  ],
  Exhibition: [
    [
      ...['Slug', 'Series', 'Edition', 'Name (en)', 'Name (sw)', 'Starts on', 'Ends on', 'Time zone'],
      ...['Languages', 'Reporting currency', 'Focus industries'],
    ],
    [
      ...['nairobi-expo-2031', 'nairobi-expo', '2', 'Nairobi Expo 2031', 'Maonyesho ya Nairobi 2031'],
      ...['2031年8月5日', '2031/8/8', 'Africa/Nairobi', 'en, pt; sw', 'KES', 'energy、tea'],
    ],
  ],
  'Exchange rates': [
    ['Currency', 'Rate', 'Date', 'Source'],
    ['BRL', '23.5', '2031-08-01', 'Central Bank of Kenya'],
    ['美元', '129.25', '2031-08-01', 'Central Bank of Kenya'],
  ],
  Venues: [
    ['Key', 'Name (en)', 'Name (pt)', 'City (en)', 'Country', 'Time zone'],
    [
      'kicc',
      'Kenyatta Convention Centre',
      'Centro de Convenções Kenyatta',
      'Nairobi',
      'KE',
      'Africa/Nairobi',
    ],
  ],
  Exhibitors: [
    ['Organization', 'Main exhibitor', 'Hall', 'Booth'],
    ['mills', 'wind', 'B', 'B 7'],
    ['wind', '', 'B', 'B 7'],
    ['tea', '', 'A', 'A 1'],
  ],
  Deals: [
    ['Key', 'Title (en)', 'Title (pt)', 'Category', 'Instrument', 'Amount', 'Currency', 'Industry'],
    [
      ...['wind-farm', 'Wind farm at Lake Turkana', 'Parque eólico no lago Turkana', 'Investment'],
      ...['Contract', '１２．５亿', 'BRL', 'energy'],
    ],
    ['tea-export', 'Tea for São Paulo', 'Chá para São Paulo', '贸易', 'MOU', '', '', 'tea'],
  ],
  'Deal parties': [
    ['Deal', 'Organization', 'Role'],
    ['wind-farm', 'wind', 'Investor'],
    ['wind-farm', 'turkana', '承接方'],
    ['tea-export', 'tea', 'Seller'],
    ['tea-export', 'mills', 'Buyer'],
  ],
  Speeches: [
    ['Key', 'Speaker', 'Office (en)', 'Language', 'Text (en)', 'Text (sw)'],
    ['welcome', 'amina', 'Governor', 'sw', 'Welcome to Nairobi.', 'Karibu Nairobi.'],
  ],
  Ceremonies: [
    ['Key', 'Kind', 'Name (en)', 'Starts at', 'Ends at', 'Venues', 'Invited guests'],
    ['opening', 'Opening', 'Opening', '2031-08-05 09:30', '2031-08-05 11:00', 'kicc', '1,200'],
  ],
  Programme: [
    ['Ceremony', 'Deal', 'Speech', 'Title (en)', 'Title (sw)', 'Kind', 'Starts at', 'Duration in seconds'],
    ['opening', '', '', 'Anthem', 'Wimbo wa Taifa', '国歌', '2031-08-05 09:30', '180'],
    ['opening', '', 'welcome', '', '', '', '', '600'],
    ['opening', 'tea-export', '', '', '', '', '', ''],
    ['opening', 'wind-farm', '', '', '', '', '', ''],
  ],
  'Reported figures': [
    [
      'Key',
      'Ceremony',
      'Metric',
      'Value',
      'Currency',
      'Qualifier',
      'From edition',
      'To edition',
      'As of',
      'Note (en)',
    ],
    ['guests', 'opening', 'Guests', '1,500', '', 'about', '', '', '2031-08-05', 'At the opening'],
    ['invested', '', 'Investment', '3亿', 'KES', 'more than', '1', '2', '2031-08-08', ''],
  ],
  Sources: [
    ['Figure', 'Publisher', 'Reference', 'Published on', 'URL'],
    ['guests', 'The Nation', '', '2031-08-06', ''],
    ['invested', 'The Nation', 'No. 17', '2031-08-09', 'https://nation.example/17'],
  ],
};
