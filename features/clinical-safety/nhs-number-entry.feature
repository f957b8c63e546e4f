@capability:C13 @ui @hazard:HZ-WRONG-PATIENT
Feature: Typing an NHS number
  A slip of the finger in an NHS number is another patient, or nobody. The field helps to see it at once.

  Background:
    Given a receptionist is signed in
    And the receptionist has the search for patients open

  @req:NUM-0015
  Scenario: Grouped as it is typed
    When the receptionist types "9990000018" as the NHS number
    Then the field shows "999 000 0018"

  @req:NUM-0017
  Scenario: What is no digit is dropped
    When the receptionist types "NHS-999/000x0018" as the NHS number
    Then the field shows "999 000 0018"

  @req:NUM-0011
  Scenario: One number, and not a digit more
    When the receptionist types "99900000189990000026" as the NHS number
    Then the field shows "999 000 0018"

  @req:NUM-0016 @req:TIF-NHSNO-01 @negative
  Scenario Outline: <something> is not searched for
    When the receptionist types "<typed>" as the NHS number
    And the receptionist searches the practice's list
    Then the page says that this is not an NHS number

    Examples:
      | something                       | typed      |
      | A number with a digit missing   | 999000001  |
      | A number with a wrong digit     | 9990000017 |

  @req:NUM-0018 @negative
  Scenario: A number of the old kind is not searched for
    When the receptionist types "ABCD 123 4" as the NHS number
    And the receptionist searches the practice's list
    Then the page says that this is not an NHS number
