import type { Area } from '../catalogue-types.ts'

/** Reports, wherever they are named: on their page, in e-mails and in the files themselves. */
export const reports = {
  title: 'Reports',

  service_messages: 'Messages',
  service_chats: 'Chats',
  service_calls: 'Calls',
  service_payments: 'Payments',
  service_companies: 'Dependent companies',

  type_message_detail: 'Messages in detail',
  type_message_summary: 'Summary of messages',
  type_campaigns: 'Campaigns',
  type_chat_sessions: 'Chats in detail',
  type_chat_operators: 'Chat operators',
  type_calls: 'Calls',
  type_charges: 'Charges',
  type_account_statement: 'Account statement',
  type_dependent_companies: 'Dependent companies',

  about_message_detail: 'One row for each message: when, where to, what became of it and what it cost.',
  about_message_summary: 'How many messages by time, channel and status, or by what you choose.',
  about_campaigns: 'One row for each campaign and channel: sent, delivered, read, clicked, spend.',
  about_chat_sessions: 'One row for each chat: who wrote, how soon it was answered, how it ended.',
  about_chat_operators: 'One row for each operator: chats, messages, response times, ratings.',
  about_calls: 'One row for each call.',
  about_charges: 'One row for each message that was charged in a period, or on one invoice.',
  about_account_statement: 'Everything that moved the balance, with the balance before and after.',
  about_dependent_companies:
    'Per company that buys from you: sent and delivered by channel, what it pays you and what you pay.',

  state_generating: 'Generating',
  state_generated: 'Generated',
  state_error: 'Error',

  format_xlsx: 'Excel',
  format_csv: 'CSV',
  format_parquet: 'Parquet',

  frequency_daily: 'Every day',
  frequency_weekly: 'Every week',
  frequency_monthly: 'Every month',

  error_too_many_rows:
    'The report would have more rows than it may. Choose a shorter period or more filters.',
  error_invalid_selection: 'The period or the filters of the report are not valid any more. Make a new one.',
  error_not_found: 'What the report is about is no longer there.',
  error_not_allowed: 'The report is about a company that is not your customer any more.',
  error_storage_full: 'There was no room for the file. Free some space on the server, then make it again.',
  error_storage_unavailable: 'The storage of files could not be reached. Make the report again later.',
  error_source_unavailable: 'The data could not be read. Make the report again later.',
  error_interrupted: 'The server stopped several times while it made the report. Make it again.',
  error_internal: 'The report could not be made by a fault of the server. Make it again.',
} as const satisfies Area
