@capability:C8 @service:mesh @req:DDP04 @api
Feature: What laboratories are told
  A laboratory that asks for it is told once what became of its interchange, and goes by that: what was not taken it sends again, on
  paper if need be. So the acknowledgement is true, and an interchange that may not be whole is not taken at all.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A laboratory that does not want to be told
    Given the laboratory has sent a ferritin result about Joan, and asks for no acknowledgement
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent
    And the laboratory is told nothing

  @negative @hazard:HZ-MISSED-RESULT
  Scenario: One of two results cannot be filed
    Given Ruth Amadi is registered at the practice
    And the laboratory has sent two results in one interchange: one about Joan, and one about Ruth in which the requester is not named
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the refused report is not in Ruth's record
    And the laboratory is told once that the first was taken and the second not
    And the practice has a task to see to the message from the laboratory

  @negative
  Scenario: The only result cannot be filed
    Given the laboratory has sent a result about Joan in which the requester is not named
    When the system collects its messages
    Then the report is not in Joan's record
    And the laboratory is told once that none of it was taken
    And the practice has a task to see to the message from the laboratory

  @negative
  Scenario Outline: An interchange that <flaw>
    Given the laboratory has sent a result about Joan in an interchange that <flaw>
    When the system collects its messages
    Then the report is not in Joan's record
    And the laboratory is told once that <told>
    And the practice has a task to see to the message from the laboratory

    Examples:
      | flaw                                           | told                           |
      | ends under another reference                   | the interchange cannot be read |
      | has a message that ends under another reference | its messages cannot be read   |

  @negative
  Scenario: What cannot be read at all is not lost either
    Given the laboratory has sent a result about Joan in an interchange that is no EDIFACT at all
    When the system collects its messages
    Then the practice has a task to see to the message from the laboratory
    And the laboratory is told nothing
    And MESH is told that the report is in safe hands

  @negative @req:DDP03
  Scenario: MESH does not hear that the message is in safe hands, and gives it out again
    Given the laboratory has sent a ferritin result about Joan
    And MESH drops the connection when it is next told that the message about Joan is in safe hands
    When the system collects its messages
    And the system collects its messages again
    Then the report is in Joan's record once, as it was sent
    And the laboratory is told once that all of it was taken

  @negative @req:DDP03
  Scenario: The acknowledgement does not get through at first
    Given the laboratory has sent a ferritin result about Joan
    And MESH is out of service when an answer about Joan is next sent
    When the system collects its messages
    And the system collects its messages again
    Then the laboratory is told once that all of it was taken

  @negative @req:DDP03
  Scenario: The laboratory does not collect its acknowledgement
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    And the mailbox of the laboratory takes no acknowledgement about Joan
    When the system collects its messages
    Then the laboratory is told once that all of it was taken
    And the practice has a task that says the laboratory got no acknowledgement

  @negative @req:DDP04
  Scenario Outline: The laboratory sends <what>
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    And the GP has reviewed the report
    And the laboratory has sent <what>
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, reviewed

    Examples:
      | what                                         |
      | the same interchange again                   |
      | the same report again in another interchange |
