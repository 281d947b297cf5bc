import type { Translation } from '../catalogue-types.ts'
import type { missingDetails as english } from '../en/missing-details.ts'

export const missingDetails = {
  names_the_party: 'В документе указывается полное название компании.',
  complete_address: 'В документе указывается полный юридический адрес.',
  supplier_is_taxed: 'Поставщик указывает в документе номер НДС, а если его нет, налоговый номер.',
  buyer_owes_the_tax: 'Налог платит покупатель, поэтому в документе нужен его номер НДС.',
  russian_document: 'Обязательный реквизит в документах российских компаний.',
  account_to_pay_to: 'В документе указывается счёт для оплаты.',
  settings_missing: 'Поставщик ещё не заполнил настройки документов.',
} as const satisfies Translation<'ru', typeof english>
