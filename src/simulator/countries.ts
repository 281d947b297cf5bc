import type { Weighted } from './weighted-choice.ts'

/** A mobile network. `trouble` multiplies the share of messages that fail on it. */
export interface Network extends Weighted {
  readonly mccMnc: string
  readonly trouble: number
}

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string
  /** Beginnings of mobile numbers with the calling code, and how many digits follow each. */
  readonly mobilePrefixes: readonly string[]
  readonly digitsAfterPrefix: number
  readonly networks: readonly Network[]
  /** What a provider asks for one SMS segment, in micro-units of the traffic's currency. */
  readonly smsPriceMicros: number
}

function network(mccMnc: string, weight: number, trouble = 1): Network {
  return { mccMnc, weight, trouble }
}

/** Number ranges as in libphonenumber's metadata; networks by market share (MCC-MNC of ITU-T E.212). */
export const countries: readonly Country[] = [
  {
    code: 'DE',
    mobilePrefixes: ['+4915112', '+4915253', '+4915735', '+4917612', '+4917212'],
    digitsAfterPrefix: 6,
    networks: [network('262-01', 36), network('262-02', 30), network('262-03', 34, 1.4)],
    smsPriceMicros: 62_000,
  },
  {
    code: 'AT',
    mobilePrefixes: ['+43664', '+43676', '+43660'],
    digitsAfterPrefix: 7,
    networks: [network('232-01', 38), network('232-03', 34), network('232-05', 28, 1.3)],
    smsPriceMicros: 65_000,
  },
  {
    code: 'CH',
    mobilePrefixes: ['+4179', '+4178', '+4176'],
    digitsAfterPrefix: 7,
    networks: [network('228-01', 58), network('228-02', 26), network('228-03', 16)],
    smsPriceMicros: 55_000,
  },
  {
    code: 'FR',
    mobilePrefixes: ['+33612', '+33662', '+33768'],
    digitsAfterPrefix: 6,
    networks: [
      network('208-01', 36),
      network('208-10', 26),
      network('208-20', 20),
      network('208-15', 18, 1.6),
    ],
    smsPriceMicros: 52_000,
  },
  {
    code: 'PL',
    mobilePrefixes: ['+48512', '+48601', '+48885'],
    digitsAfterPrefix: 6,
    networks: [network('260-06', 28), network('260-03', 27), network('260-02', 22), network('260-01', 23)],
    smsPriceMicros: 28_000,
  },
  {
    code: 'GB',
    mobilePrefixes: ['+447400', '+447478', '+447833'],
    digitsAfterPrefix: 6,
    networks: [
      network('234-30', 29),
      network('234-10', 30),
      network('234-15', 23),
      network('234-20', 18, 1.3),
    ],
    smsPriceMicros: 36_000,
  },
  {
    code: 'NL',
    mobilePrefixes: ['+31612', '+31620', '+31645'],
    digitsAfterPrefix: 6,
    networks: [network('204-08', 38), network('204-16', 37), network('204-04', 25)],
    smsPriceMicros: 70_000,
  },
  {
    code: 'ES',
    mobilePrefixes: ['+34612', '+34650', '+34677'],
    digitsAfterPrefix: 6,
    networks: [network('214-07', 34), network('214-03', 38), network('214-01', 28)],
    smsPriceMicros: 50_000,
  },
  {
    code: 'IT',
    mobilePrefixes: ['+39347', '+39328', '+39335'],
    digitsAfterPrefix: 7,
    networks: [
      network('222-01', 30),
      network('222-10', 28),
      network('222-88', 27),
      network('222-50', 15, 1.5),
    ],
    smsPriceMicros: 58_000,
  },
  {
    code: 'US',
    mobilePrefixes: ['+1201555', '+1415555', '+1646555'],
    digitsAfterPrefix: 4,
    networks: [network('310-260', 36), network('310-410', 32), network('311-480', 32)],
    smsPriceMicros: 7_900,
  },
  {
    code: 'KZ',
    mobilePrefixes: ['+77012', '+77771', '+77078'],
    digitsAfterPrefix: 6,
    networks: [network('401-01', 42), network('401-02', 34), network('401-77', 24, 1.7)],
    smsPriceMicros: 54_000,
  },
  {
    code: 'RU',
    mobilePrefixes: ['+79161', '+79261', '+79031', '+79771'],
    digitsAfterPrefix: 6,
    networks: [
      network('250-01', 32),
      network('250-02', 29),
      network('250-20', 20),
      network('250-99', 19, 1.4),
    ],
    smsPriceMicros: 48_000,
  },
  {
    code: 'UA',
    mobilePrefixes: ['+380671', '+380501', '+380631'],
    digitsAfterPrefix: 6,
    networks: [network('255-03', 46), network('255-01', 35), network('255-06', 19, 1.5)],
    smsPriceMicros: 71_000,
  },
  {
    code: 'UZ',
    mobilePrefixes: ['+998901', '+998931', '+998971'],
    digitsAfterPrefix: 6,
    networks: [network('434-04', 40), network('434-05', 60, 1.8)],
    smsPriceMicros: 88_000,
  },
  {
    code: 'TR',
    mobilePrefixes: ['+90532', '+90542', '+90505'],
    digitsAfterPrefix: 7,
    networks: [network('286-01', 42), network('286-02', 31), network('286-03', 27)],
    smsPriceMicros: 27_000,
  },
]
