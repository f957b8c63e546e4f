@capability:C13 @service:mesh @req:NH04 @api
Feature: Telling the registration authority who is on the list
  The practice and its registration authority keep each other's lists in step (GP Links). What is sent says exactly what has changed, in
  the characters that the authority can read, under numbers of which none is left out and none is given twice.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario Outline: The authority is told <what>
    When the receptionist tells the registration authority <what>
    And the system collects its messages
    Then the registration authority is told so once, in full

    Examples:
      | what                                     |
      | that Joan was born here                  |
      | that Joan has come from another practice |
      | that Joan has come into the country      |
      | that Joan has another name and address   |
      | that Joan lives too far away             |
      | that Joan has died                       |

  @req:NH02
  Scenario: Numbers follow each other, and begin again after the highest
    Given Ruth Amadi is registered at the practice
    And the receptionist has told the registration authority that Joan was born here
    And the receptionist has told the registration authority that Ruth lives too far away
    When the receptionist tells the registration authority that Ruth has died
    And the system collects its messages
    Then the numbers of what was sent follow each other
    And the registration authority is told so once, in full

  @negative @req:NH02
  Scenario: What does not get through at first goes under the same number
    Given the receptionist has told the registration authority that Joan was born here
    And MESH is out of service when the registration authority is next told of Joan
    When the receptionist tells the registration authority that Joan has died
    And the system collects its messages
    And the system collects its messages again
    Then the registration authority is told so once, in full
    And the numbers of what was sent follow each other

  @negative @req:NH01
  Scenario: What the authority does not collect is not sent again by itself
    Given the receptionist has told the registration authority that Joan has died
    And the registration authority does not collect what it was told of Joan
    When the system collects its messages
    And the system collects its messages again
    Then the very interchange has come to the registration authority 1 time
    And the deduction is shown as doubtful
    And the practice has a task about Joan that says "not delivered"

  @req:NH01
  Scenario: The authority asks for it again
    Given the receptionist has told the registration authority that Joan has died
    When the registration authority asks for it again, and the receptionist sends it again
    Then the very interchange has come to the registration authority 2 times

  @negative
  Scenario: What the authority needs is not there
    When the receptionist tells the registration authority that Joan has come from another practice, and not from which
    And the system collects its messages
    Then the user is told that the GP before must be named
    And the registration authority is told nothing of Joan

  @negative @req:TIF-IG-RBAC-01
  Scenario: Who may not change registrations does not tell the authority
    When the privacy officer tells the registration authority that Joan has died
    And the system collects its messages
    Then the user is told that registrations are not for them
    And the registration authority is told nothing of Joan
