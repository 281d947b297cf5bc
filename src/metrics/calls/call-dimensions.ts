import type { CallDimension } from '../../contract/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { LocalText } from '../catalogue/metric-spec.ts'

type CallDimensionSpec = DimensionSpec<CallDimension>

function text(name: CallDimension, sql: string, title: LocalText): CallDimensionSpec {
  return { name, title, sql, type: 'String', unknown: '' }
}

function local(name: 'weekday' | 'hour', title: LocalText): CallDimensionSpec {
  return { name, title, sql: `local_${name}`, type: 'UInt8', unknown: null }
}

/** As those of messages, over columns of `calls`. */
export const callDimensionSpecs: Readonly<Record<CallDimension, CallDimensionSpec>> = {
  time: { name: 'time', title: { en: 'Time', ru: 'Время' }, sql: 'bucket', type: 'Instant', unknown: null },
  direction: text('direction', 'toString(direction)', { en: 'Direction', ru: 'Направление' }),
  result: text('result', 'result', { en: 'Result', ru: 'Результат' }),
  operator: text('operator', 'operator_id', { en: 'Operator', ru: 'Оператор' }),
  connection: {
    name: 'connection',
    title: { en: 'Connection', ru: 'Подключение' },
    sql: 'connection_id',
    type: 'UUID',
    unknown: apiConnectionId,
  },
  country: text('country', 'country', { en: 'Country', ru: 'Страна' }),
  currency: text('currency', 'cost_currency', { en: 'Currency of the cost', ru: 'Валюта себестоимости' }),
  weekday: local('weekday', { en: 'Weekday', ru: 'День недели' }),
  hour: local('hour', { en: 'Hour', ru: 'Час' }),
}
