// The words of the language. Blanks and comments are skipped; the formatter finds them again between the tokens.
// Common slips (typographic quotes, long dashes, `==`, bad dates …) are tokens of their own that no rule of the
// parser takes, so that each gets its own message and never another meaning.
lexer grammar MeruitLexer;

// Given by interpreter/syntax/tokens.cpp, which looks at the blanks around a token and at the brackets it is in.
tokens {
  UNARY_MINUS,          // a `-` that touches its operand; MINUS is the one between two values
  CALL_OPEN,            // a `(` that touches the name before it; LPAREN is any other
  MINUS_SLIP,           // `a- b`
  UNSPACED_GROUP,       // min(20,100): one number or two?
  PROVISION_FROM        // the `from` of `from DATE:` in an amendment
}

// ---- reserved: statements, where the parser picks up again after a mistake ----
CONTRACT: 'contract';
MODEL: 'model';
MAPPING: 'mapping';
PARTY: 'party';
LIST: 'list';
RECORD: 'record';
PARAMETER: 'parameter';
TABLE: 'table';
BANDS: 'bands';
CURVE: 'curve';
RULE: 'rule';
EXCEPTION: 'exception';
PAY: 'pay';
USE: 'use';
EXAMPLE: 'example';
SUPPLY: 'supply';
EXPECT: 'expect';
TERM: 'term';
AMENDMENT: 'amendment';

// ---- reserved: statements of later versions ----
CODES: 'codes';
EPISODE: 'episode';

// ---- reserved: connectives ----
IS: 'is';
WHEN: 'when';
OTHERWISE: 'otherwise';
WHERE: 'where';
IF: 'if';
ROUNDED: 'rounded';
AND: 'and';
OR: 'or';
NOT: 'not';
IN: 'in';
OF: 'of';
ON: 'on';
FOR: 'for';
EACH: 'each';
OVERALL: 'overall';
AS: 'as';
PER: 'per';
WITH: 'with';
ANY: 'any';
GIVEN: 'given';
KEY: 'key';
REQUIRED: 'required';
MISSING: 'missing';
WAIVED: 'waived';
UNPUBLISHED: 'unpublished';
OPTIONAL: 'optional';
WHOLE: 'whole';
CITES: 'cites';
OVERLAPS: 'overlaps';
THROUGHOUT: 'throughout';
TRIMMED: 'trimmed';
YES: 'yes';
NO: 'no';
YES_NO: 'yes/no';

// ---- reserved: types ----
NUMBER_TYPE: 'number';
MONEY_TYPE: 'money';
TEXT_TYPE: 'text';
DATE_TYPE: 'date';
PERIOD_TYPE: 'period';

// ---- words that may also be names (parser rule `name`) ----
A: 'a';
ABOVE: 'above';
ADDS: 'adds';
AFTER: 'after';
APPLIES: 'applies';
ASSUMED: 'assumed';
AT: 'at';
AVERAGED: 'averaged';
AWAY: 'away';
BE: 'be';
BECAUSE: 'because';
BEFORE: 'before';
BELOW: 'below';
BY: 'by';
CALENDAR: 'calendar';
CEILING: 'ceiling';
CENTS: 'cents';
COLUMN: 'column';
CONSTRUCTED: 'constructed';
COUNT: 'count';
COUNTING: 'counting';
CSV: 'csv';
CURRENCY: 'currency';
DAY: 'day';
DAYS: 'days';
DELETES: 'deletes';
DERIVED: 'derived';
DEVIATION: 'deviation';
DISTINCT: 'distinct';
DOLLARS: 'dollars';
DOWN: 'down';
END: 'end';
ENDING: 'ending';
ENDS: 'ends';
EVEN: 'even';
EVERY: 'every';
FIRST: 'first';
FLOOR: 'floor';
FRACTION: 'fraction';
FROM: 'from';
GRADUATED: 'graduated';
HALF: 'half';
HAS: 'has';
IGNORED: 'ignored';
INCLUDED: 'included';
INTERPOLATED: 'interpolated';
LANGUAGE: 'language';
LARGEST: 'largest';
LEAST: 'least';
LEFT: 'left';
LINE: 'line';
LINEAR: 'linear';
LOSSES: 'losses';
LOWEST: 'lowest';
MAY: 'may';
MEAN: 'mean';
MEDIAN: 'median';
MIRRORED: 'mirrored';
MONTH: 'month';
MONTHS: 'months';
MOST: 'most';
NEAREST: 'nearest';
NONE: 'none';
ONE: 'one';
OPEN: 'open';
OVER: 'over';
PART: 'part';
PERCENT: 'percent';
PERCENTILE: 'percentile';
PLACES: 'places' | 'place';  // behind a number; anywhere else it is a NAME
PLURAL: 'plural';
POPULATION: 'population';
PRODUCT: 'product';
PUBLISHED: 'published';
QUARTER: 'quarter';
QUESTION: 'question';
RANK: 'rank';
REFUSED: 'refused';
REMAINDER: 'remainder';
REPLACES: 'replaces';
REPORTED: 'reported';
ROUNDING: 'rounding';
ROW: 'row';
SAMPLE: 'sample';
SEPARATE: 'separate';
SHARE: 'share';
SIGNED: 'signed';
SMALLEST: 'smallest';
SPLIT: 'split';
STANDARD: 'standard';
START: 'start';
STARTING: 'starting';
STEPPED: 'stepped';
SUM: 'sum';
THAT: 'that';
THE: 'the';
THEN: 'then';
TO: 'to';
TOWARD: 'toward';
UNDER: 'under';
UNKNOWN_COLUMNS: 'unknown_columns';
UP: 'up';
VERSION: 'version';
WEIGHT: 'weight';
WEIGHTED: 'weighted';
YEAR: 'year';
YEARS: 'years';
ZERO: 'zero';

// A counted thing that may follow a number: `5 visits`; days, months and years are words of their own. Others are
// joined by a hyphen or follow `per`.
COUNTED
  : 'visits' | 'admissions' | 'members' | 'beneficiaries'
  | 'visit' | 'admission' | 'member' | 'beneficiary'
  ;

NAME: LETTER WORD*;
HYPHENATED: LETTER WORD* ('-' LETTER WORD*)+;

// ---- values ----
DATE: D D D D '-' D D '-' D D;
NUMBER: (D+ | D D? D? ('_' D D D)+) ('.' D+)?;
GROUPED: D D? D? (',' D D D)+ ('.' D+)?;
ORDINAL: D+ ('.' D+)? ('st' | 'nd' | 'rd' | 'th');  // of a percentile: `99th`, `97.5th`
PERCENTAGE: (NUMBER | GROUPED) '%';
MONEY: '$' (NUMBER | GROUPED);
TEXT: '"' ~["\r\n]* '"';

// ---- symbols ----
DOT: '.';
COMMA: ',';
COLON: ':';
LPAREN: '(';
RPAREN: ')';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
EQ: '=';
NE: '<>';
LT: '<';
LE: '<=';
GT: '>';
GE: '>=';

// ---- slips ----
UNCLOSED_TEXT: '"' ~["\r\n]*;
CURLY_TEXT: [\u201C\u201D\u201E\u00AB\u00BB] ~[\r\n"\u201C\u201D\u00BB]* [\u201C\u201D\u00AB\u00BB"]?;
CURLY_QUOTE: [\u2018\u2019\u201A'`];
LONG_DASH: [\u2010-\u2015\u2212];
ODD_BLANK: [\u00A0\u2000-\u200D\u202F\u205F\u2060\u3000\uFEFF]+;
OTHER_OPERATOR
  : '==' | '!=' | '=<' | '=>' | '&&' | '||' | '&' | '|' | '!' | '**' | '^' | ':='
  | '\u2264' | '\u2265' | '\u2260' | '\u00D7' | '\u00F7'
  ;
SEMICOLON: ';';
BRACKET: [[\]{}];
PERCENT_SIGN: '%';
CURRENCY_SIGN: [$\u20AC\u00A3];
OTHER_COMMENT: '//' ~[\r\n]* | '/*' ~[\r\n]*;
// Also a DATE that no calendar has.
ODD_DATE
  : D D? '/' D D? '/' D D D D
  | D D D D '/' D D? '/' D D?
  | D D D D '-' D+ '-' D+
  | D D D D '-' D D
  ;
ODD_GROUP: '$'? D+ ('.' D+)? (',' D+ ('.' D+)?)+ '%'?;
ODD_NUMBER: D+ '.' D* LETTER WORD* | D+ '.';
CODE: D WORD* LETTER WORD*;

BLANK: [ \t\r\n\f]+ -> skip;
COMMENT: '#' ~[\r\n]* -> skip;

OTHER: .;

fragment LETTER: [a-zA-Z_];
fragment D: [0-9];
fragment WORD: [a-zA-Z0-9_];
