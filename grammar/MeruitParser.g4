// The shape of contracts, models (*.meruit) and mappings (*.map). Layout carries no meaning. No predicates, no
// actions, no error alternatives: recovery and messages live in interpreter/syntax. What the shape lets through but
// the language refuses (a < b < c, `and` mixed with `or`, a list outside `in`, a rounding as the value of a case)
// is refused, with its own message, where the tree is made into an AST. See README.md for precedence and nodes.
parser grammar MeruitParser;

options { tokenVocab = MeruitLexer; }

file: statement* EOF;
only_expression: whole EOF;

statement
  : header | mapping | term_statement | party | list | record | parameter | table | bands | curve | rule_statement
  | exception_statement | pay | use | example | open_question | amendment | supply | expectation
  ;

// ---- names, titles, rows shared by statements ---------------------------------------------------------------

// Words of the language that are also words of the trade stay usable as names.
name
  : NAME | A | ABOVE | ADDS | AFTER | APPLIES | ASSUMED | AT | AVERAGED | AWAY | BE | BECAUSE | BEFORE | BELOW | BY
  | CALENDAR | CEILING | CENTS | COLUMN | CONSTRUCTED | COUNT | COUNTED | COUNTING | CSV | CURRENCY | DAY | DAYS
  | DELETES | DERIVED | DEVIATION | DISTINCT | DOLLARS | DOWN | END | ENDING | ENDS | EVEN | EVERY | FIRST | FLOOR
  | FRACTION | FROM | GRADUATED | HALF | HAS | IGNORED | INCLUDED | INTERPOLATED | LANGUAGE | LARGEST | LEAST | LEFT
  | LINE | LINEAR | LOSSES | LOWEST | MAY | MEAN | MEDIAN | MIRRORED | MONTH | MONTHS | MOST | NEAREST | NONE | ONE
  | OPEN | OVER | PART | PERCENT | PERCENTILE | PLURAL | POPULATION | PRODUCT | PUBLISHED | QUARTER | QUESTION | RANK
  | REFUSED | REMAINDER | REPLACES | REPORTED | ROUNDING | ROW | SAMPLE | SEPARATE | SHARE | SIGNED | SMALLEST | SPLIT
  | STANDARD | START | STARTING | STEPPED | SUM | THAT | THE | THEN | TO | TOWARD | TRIMMED | UNDER | UNKNOWN_COLUMNS
  | UP | VERSION | WEIGHT | WEIGHTED | YEAR | YEARS | ZERO
  ;
title: TEXT;
texts: TEXT (COMMA TEXT)*;
cites: CITES COLON texts;
for_each: FOR EACH name;
level: for_each | OVERALL;
in_unit: IN unit;
first_that_applies: THE FIRST THAT APPLIES;

unit: (MONEY_TYPE | NUMBER_TYPE | unit_name) per* | per+;
unit_name: HYPHENATED | name;
per: PER scale? unit_name;
scale: NUMBER | GROUPED;

rounding_mode: HALF UP | HALF EVEN | HALF DOWN | AWAY FROM ZERO | TOWARD ZERO | CEILING | FLOOR;
rounding: ROUNDED (UP | DOWN)? TO quantum rounding_mode?;
quantum: CENTS | MONEY | PERCENTAGE | NUMBER PLACES?;

// ---- statements ---------------------------------------------------------------------------------------------

header: (CONTRACT | MODEL) name title? for_each header_row*;
header_row
  : VERSION COLON TEXT          # VersionRow
  | TERM COLON operation TO operation # TermRow
  | CURRENCY COLON name         # CurrencyRow
  | ROUNDING COLON rounding_mode        # RoundingRow
  | LANGUAGE COLON NUMBER       # LanguageRow
  | cites                       # CitesRow
  ;

term_statement: TERM (name | NUMBER) IS operation TO operation;
party: PARTY name title?;
list: LIST name title? IS name (COMMA name)*;

record: RECORD name (OF name)? title? (COMMA PLURAL name)? field+;
field: KEY? name title? COLON type;
type: bare_type (range | decimals)* (COMMA (WHOLE | OPTIONAL | MAY BE WAIVED))*;
bare_type
  : NUMBER_TYPE (OF unit_name)? per*
  | MONEY_TYPE per*
  | YES_NO
  | TEXT_TYPE
  | DATE_TYPE
  | PERIOD_TYPE
  | ONE OF name (COMMA name)*
  | name
  ;
range: FROM operation TO operation | AT LEAST operation | UP TO operation;
decimals: WITH NUMBER PLACES;

parameter: PARAMETER name title? in_unit? (IS whole | REQUIRED | dated_cell+) cites*;
dated_cell: FROM DATE COLON operation;

table: TABLE name CALL_OPEN name (COMMA name)* RPAREN title? in_unit? (COMMA first_that_applies)*
  (table_block+ | table_row+) cites*;
table_block: FROM DATE table_row+;
table_row: key_cell (AND key_cell)* COLON operation (COMMA operation)*;
key_cell: ANY | LPAREN key_value (OR key_value)* RPAREN | key_value (OR key_value)*;
key_value: name | UNARY_MINUS? number unit_suffix? | TEXT | DATE | YES | NO;

bands: BANDS name CALL_OPEN name (COMMA name)* RPAREN title? in_unit? (STEPPED | GRADUATED)
  (ON name AS A SHARE OF name)? in_unit? (COMMA band_modifier)* (REQUIRED | band_block+ | band+) cites*;
band_modifier: LOSSES (MIRRORED | SEPARATE | NONE) | WHOLE;
band_block: FROM DATE band+;
band: edge COLON operation;
edge
  : BELOW operation                    # BelowEdge
  | UP TO operation                    # UpToEdge
  | FROM operation TO UNDER? operation # FromToEdge
  | ABOVE operation                    # AboveEdge
  | AT LEAST operation                 # AtLeastEdge
  ;

// Values on straight lines between the edges: `from 500 to 999: 12.2% to 8.7%`.
curve: CURVE name CALL_OPEN name (COMMA name)* RPAREN title? in_unit? LINEAR in_unit?
  (COMMA whole_ends)* (REQUIRED | curve_block+ | stretch+) cites*;
whole_ends: WHOLE ENDS INCLUDED;
curve_block: FROM DATE stretch+;
stretch: edge COLON operation (TO operation)?;

rule_statement: RULE name title? (level | in_unit)* (COMMA modifier)* IS body cites*;
exception_statement: EXCEPTION name TO path title? (COMMA exception_modifier)* IS body cites*;
exception_modifier: AFTER name (COMMA name)* | bound | rounding | first_that_applies;
pay: PAY name title? FROM name TO name level? (COMMA modifier)* IS (body | pay_line+) cites*;
pay_line: LINE name title? (COMMA first_that_applies)? COLON body;
modifier: bound | (EACH LINE)? rounding | REPORTED | MAY BE (MISSING | WAIVED) | first_that_applies;
bound: AT (LEAST | MOST) limit;
limit: UNARY_MINUS? primary (DOT name)?;
body: whole | split | case_when+ case_otherwise?;
split: SPLIT operation OVER name BY operation COMMA EACH PART rounding
  COMMA LEFT OVER TO THE LARGEST (REMAINDER | WEIGHT) (COMMA THEN LOWEST name)+;
case_when: WHEN whole COLON case_value;
case_otherwise: OTHERWISE COLON case_value;
case_value: whole (BECAUSE TEXT)?;

use: USE name (FROM TEXT)? (AS name)? givens?;
givens: GIVEN given (COMMA given)*;
given: path COLON whole;
path: TERM | name (DOT name)*;

example: EXAMPLE title evidence? givens? example_row* EXPECT expected (COMMA expected)*;
example_row: ROW name givens;
evidence: (PUBLISHED | DERIVED | CONSTRUCTED) COLON TEXT;
expected: (path | row_of DOT name) rounding? COLON whole;
row_of: name CALL_OPEN whole (COMMA whole)* RPAREN;   // by its full key: claim("M1", "C1")

open_question: OPEN QUESTION TEXT;

// ---- amendments ---------------------------------------------------------------------------------------------

amendment: AMENDMENT TEXT SIGNED DATE (COMMA AFTER texts)* provision+;
provision: (PROVISION_FROM DATE | THROUGHOUT) COLON change;
// What is added or replaced is a statement, or rows in one; what is deleted is named.
change
  : TERM IS operation TO operation                 # TermChange
  | name IS body                                   # Redefinition
  | (ADDS | REPLACES) clause                       # ClauseChange
  | (ADDS TO | REPLACES IN) name (table_row+ | stretch+) # RowChange
  | DELETES IN name row_label (COMMA row_label)*   # RowDeletion
  | DELETES (name | EXAMPLE TEXT | OPEN QUESTION TEXT)  # Deletion
  ;
clause
  : term_statement | party | list | record | figure | table | bands | curve | rule_statement | exception_statement | pay
  | use | example | open_question
  ;
// A parameter without dated rows: the date stands at the provision.
figure: PARAMETER name title? in_unit? (IS whole | REQUIRED) cites*;
row_label: FROM DATE | edge | key_cell (AND key_cell)*;

// ---- mappings -----------------------------------------------------------------------------------------------

mapping: MAPPING name title? FOR name mapping_row*;
mapping_row
  : MISSING COLON texts                            # MissingRow
  | UNKNOWN_COLUMNS COLON (IGNORED | REFUSED)      # UnknownColumnsRow
  ;
supply: SUPPLY name FROM CSV supply_row+;
supply_row: name COLON supply_value;
supply_value
  : ASSUMED whole BECAUSE TEXT                     # Assumed
  | first_that_applies? case_when+ case_otherwise? # SupplyCases
  | whole (BECAUSE TEXT)?                          # SupplyValue
  ;
expectation: EXPECT whole;

// ---- expressions: `whole` is a whole value or stands in parentheses, `operation` anywhere ---------------------

whole
  : operation suffix?                              # Plain
  | REQUIRED operation                             # RequiredPhrase
  | (SUM | PRODUCT | SMALLEST | LARGEST | MEDIAN) OF operation OVER name where? # FoldPhrase
  | ORDINAL PERCENTILE OF operation OVER name where? COMMA percentile_method # PercentilePhrase
  | (MEAN | deviation) OF operation OVER name where? # AveragePhrase
  | WEIGHTED MEAN OF operation BY operation OVER name where? # WeightedMeanPhrase
  | COUNT OF DISTINCT operation OVER name where?   # DistinctPhrase
  | COUNT OF name where?                           # CountPhrase
  | ANY name WHERE operation                       # AnyPhrase
  | EVERY name HAS operation                       # EveryPhrase
  | (DAYS | MONTHS | YEARS) FROM operation TO operation # ElapsedPhrase
  ;
suffix
  : rounding                                       # RoundedSuffix
  | IF (MISSING | WAIVED) operation                           # IfMissingSuffix
  | ON operation                                   # OnDateSuffix
  | TO operation                                   # PeriodSuffix
  | (ENDING | STARTING) ON operation               # CountedPeriodSuffix
  | AS code (COMMA code)*                          # CodesSuffix
  ;
deviation: (SAMPLE | POPULATION) STANDARD DEVIATION;
percentile_method: NEAREST RANK | AVERAGED | INTERPOLATED;
where: WHERE operation;
code: code_text COLON operation;
code_text: name | NUMBER | CODE | ORDINAL | TEXT | YES | NO;

operation
  : primary                                        # PrimaryOperation
  | operation DOT name                             # Member
  | operation AS cast                              # CastOperation
  | (START | END | YEAR | DAYS) OF operation       # PartOf
  | CALENDAR (MONTH | QUARTER | YEAR) OF operation # CalendarPart
  | THE DAY (BEFORE | AFTER) operation             # DayBeside
  | DAY NUMBER COUNTING operation AS DAY NUMBER    # NumberedDay
  | UNARY_MINUS operation                          # Negation
  | operation (STAR | SLASH) operation             # Product
  | operation (PLUS | MINUS) operation             # Sum
  | operation (EQ | NE | LT | LE | GT | GE | OVERLAPS) operation # Comparison
  | operation IN operation                         # Membership
  | operation IS (GIVEN | MISSING | WAIVED)        # GivenTest
  | NOT operation                                  # Not
  | operation AND operation                        # And
  | operation OR operation                         # Or
  ;
cast: NUMBER_TYPE | DOLLARS | PERCENT | FRACTION | TRIMMED? TEXT_TYPE | DATE_TYPE TEXT?;

primary
  : name                                           # Reference
  | name CALL_OPEN whole (COMMA whole)* RPAREN     # Call
  | LPAREN whole (COMMA whole)* givens? RPAREN     # Parenthesised
  | number unit_suffix?                            # NumberValue
  | TEXT                                           # TextValue
  | DATE                                           # DateValue
  | (YES | NO)                                     # YesNoValue
  | TERM                                           # TermValue
  | (MISSING | WAIVED)                             # MissingValue
  | UNPUBLISHED                                    # UnpublishedValue
  | COLUMN TEXT                                    # ColumnValue
  ;
number: NUMBER | GROUPED | PERCENTAGE | MONEY;
unit_suffix: (HYPHENATED | COUNTED | DAY | DAYS | MONTH | MONTHS | YEAR | YEARS | PLACES) per* | per+;
