@capability:C13 @service:mesh @api @serial
Feature: What a practice reports from time to time
  How much was done in a month, which codes were used in a year, what was found of female genital mutilation: each for its own time,
  from the first minute to the last, and from practices that take part.

  @req:GP-MI.1-01 @req:E00109
  Scenario: A month ends with its last minute
    Given Joan Okafor is registered at the practice
    And Ruth Amadi is registered at the practice
    And the practice has agreed to the collection of management information
    And it is a minute before the end of a month
    When Joan is booked before midnight, and Ruth after it
    And both months are reported once they are over
    Then 1 booking is counted in the first month, and 1 in the second
    And nothing that was reported tells who Joan is

  @req:TIF-MI-02 @negative
  Scenario: A practice that has not agreed
    Given the practice has not agreed to the collection of management information
    When the practice manager wants last month's figures reported
    Then the user is told that the practice has not agreed
    And nothing was reported

  @req:GP-BI.2-03 @req:E00185
  Scenario: A year of codes ends with 31 July
    Given Joan Okafor is registered at the practice
    And Ruth Amadi is registered at the practice
    And it is a minute before the end of the first year that counts
    When the same allergy is recorded for Joan before midnight, and for Ruth after it
    And both years are reported once they are over
    Then the code is counted once in the first year, and once in the second
    And nothing that was reported tells who Joan is

  @req:GP-BI.2-06 @req:E00185
  Scenario: Only patients who are fully registered count
    Given Joan Okafor is registered at the practice
    And Ada Quill, a temporary resident, is at the practice
    And it is the first year that counts
    When the same allergy is recorded for Joan and for Ada
    And the year is reported once it is over
    Then the code is counted once in that year

  @req:GP-BI.2-07 @negative
  Scenario: A practice that has only just begun with the system
    Given the year in which the practice began with the system is over
    When the practice manager wants that year's codes reported
    Then the user is told that the practice had not been with the system for long enough
    And nothing was reported

  @req:E00136
  Scenario: What is told of FGM
    Given Joan Okafor is registered at the practice
    And Ruth Amadi is registered at the practice
    And the GP has recorded that FGM of type 2 was found when Joan was examined
    When the quarter is reported once it is over
    Then the data set has Joan's record once, with its items and no others
    And nothing that was reported tells Joan's name, or what the GP wrote down
    And nothing that was reported tells of Ruth

  @req:E00136
  Scenario: It is told once
    Given Joan Okafor is registered at the practice
    And the GP has recorded that FGM of type 2 was found when Joan was examined
    When the quarter is reported once it is over, and then the next
    Then the data set has Joan's record once, with its items and no others

  @req:E00136
  Scenario: She does not want it told
    Given Joan Okafor is registered at the practice
    And the GP has recorded that FGM was found when Joan was examined, and that she does not want it passed on
    When the quarter is reported once it is over
    Then nothing that was reported tells of Joan

  @req:TIF-GPAD-02 @req:TIF-EMED3-03
  Scenario Outline: <what> are reported by themselves, once
    When the next <time> of <what> is over
    And the system collects its messages
    And the system collects its messages again
    Then that <time> of <what> was reported once

    Examples:
      | what         | time |
      | appointments | week |
      | fit notes    | week |

  @req:GP-MI.1-01
  Scenario: A month of management information is reported by itself, once
    Given the practice has agreed to the collection of management information
    When the next month of management information is over
    And the system collects its messages
    And the system collects its messages again
    Then that month of management information was reported once

  @req:TIF-MI-02 @negative
  Scenario: Nothing goes out by itself from a practice that has not agreed
    Given the practice has not agreed to the collection of management information
    When the next month of management information is over
    And the system collects its messages
    Then that month of management information was not reported

  @req:GP-BI.2-04 @req:GP-BI.2-02
  Scenario: A year of codes is reported by itself, well before the end of September
    When the next year of codes that counts is over
    And the system collects its messages
    And the system collects its messages again
    Then that year of codes was reported once
