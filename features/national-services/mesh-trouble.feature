@capability:C9 @service:mesh @req:TIF-MESH-02 @api
Feature: When messages cannot be collected or answered
  Whatever happens between the practice and the message exchange, no document is lost, none is filed twice, and one that cannot be
  collected does not stand in the way of the others.

  Background:
    Given Joan Okafor is registered at the practice

  @negative
  Scenario Outline: MESH <trouble> while a message is collected
    Given Vale Hospital has sent a discharge summary about Joan
    And MESH <trouble> when the message about Joan is next collected
    When the system collects its messages
    Then MESH keeps the message for the practice
    When the system collects its messages again
    Then the document is in Joan's record once, as it was sent
    And MESH is told that the message is in safe hands

    Examples:
      | trouble                    |
      | is out of service          |
      | answers with an error page |
      | answers with rubbish       |
      | drops the connection       |

    @waits
    Examples:
      | trouble                 |
      | does not answer in time |

  @negative
  Scenario: The last part of a document does not come
    Given Ashdown has sent a consultation report about Joan in 3 parts
    And MESH fails without a word when the last part of the message about Joan is next collected
    When the system collects its messages
    Then the document is not in Joan's record
    And MESH keeps the message for the practice
    When the system collects its messages again
    Then the document is in Joan's record once, as it was sent

  @negative
  Scenario Outline: MESH <trouble> when it is told that a message is in safe hands
    Given Vale Hospital has sent a discharge summary about Joan
    And MESH <trouble> when it is next told that the message about Joan is in safe hands
    When the system collects its messages
    And the system collects its messages again
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital is told that it came through, and that she is a patient here
    And MESH is told that the message is in safe hands

    Examples:
      | trouble              |
      | fails without a word |
      | drops the connection |

  @negative
  Scenario: One message that cannot be collected does not hold up the next
    Given Vale Hospital has sent a discharge summary about Joan
    And Ruth Amadi is registered at the practice
    And MESH fails without a word when the message about Joan is next collected
    And Ashdown has sent a consultation report about Ruth
    When the system collects its messages
    Then the document is in Ruth's record once, as it was sent

  @negative @req:TIF-GFR-02
  Scenario Outline: MESH <trouble> when an answer is sent
    Given Vale Hospital has sent a discharge summary about Joan and asks only whether it came through
    And MESH <trouble> when an answer about Joan is next sent
    When the system collects its messages
    And the system collects its messages again
    Then Vale Hospital is told that it came through, and nothing else

    Examples:
      | trouble                    |
      | is out of service          |
      | answers with an error page |

  @negative
  Scenario: A message that this system has no use for
    Given Vale Hospital has sent a message about Joan that is no document
    When the system collects its messages
    Then MESH is told that the message is in safe hands
    And the practice has a task to find out what the message is

  @negative @serial
  Scenario: The mailbox cannot be reached
    Given Vale Hospital has sent a discharge summary about Joan
    And MESH is out of service when the mailbox is next looked into
    When the system collects its messages
    Then MESH keeps the message for the practice
    And the practice has a task that says the mailbox could not be emptied

  @serial
  Scenario: The practice shows once a day that its connection stands
    Given the system has collected its messages
    When some days have passed
    And the system collects its messages
    And the system collects its messages again
    Then the practice has shown MESH 1 time that its connection stands
