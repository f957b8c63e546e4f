@capability:C9 @service:mesh @req:TIF-GFR-02 @api
Feature: What senders of documents are told
  Whoever sends a document is told what they asked: whether it came through, and whether the patient is one of ours. The answer says
  which message it answers and why a document was not taken.

  Background:
    Given Joan Okafor is registered at the practice

  @req:GPCM-C-2
  Scenario: It came through, and the patient is one of ours
    Given Ashdown has sent a consultation report about Joan
    When the system collects its messages
    Then Ashdown is told that it came through, and that she is a patient here

  Scenario: The sender wants to know only whether it came through
    Given Vale Hospital has sent a discharge summary about Joan and asks only whether it came through
    When the system collects its messages
    Then Vale Hospital is told that it came through, and nothing else

  @negative
  Scenario: The sender asks for no answer
    Given Vale Hospital has sent a discharge summary about Joan and asks for no answer
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital is told nothing

  @req:FHIR-RR-01
  Scenario: A message that names this practice
    Given Vale Hospital has sent a discharge summary about Joan that is meant for this practice
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital is told that it came through, and that she is a patient here

  @negative @req:FHIR-RR-01
  Scenario: A message that was meant for another practice
    Given Vale Hospital has sent a discharge summary about Joan that is meant for another practice
    When the system collects its messages
    Then the document is not in Joan's record
    And Vale Hospital is told that it is meant for somebody else

  @negative @req:TIF-GFR-01
  Scenario: A document that does not say whom it is about
    Given Vale Hospital has sent a discharge summary about Joan that does not say whom it is about
    When the system collects its messages
    Then Vale Hospital is told that the document is not as it should be
    And the practice has a task to see to the message from Vale Hospital

  @negative @req:TIF-GFR-01
  Scenario: A message without its document
    Given Vale Hospital has sent a discharge summary about Joan without the document
    When the system collects its messages
    Then Vale Hospital is told that the document is not as it should be

  @negative @req:TIF-GFR-01
  Scenario: A message that cannot be read
    Given Vale Hospital has sent a discharge summary about Joan that cannot be read
    When the system collects its messages
    Then the document is not in Joan's record
    And the practice has a task to see to the message from Vale Hospital
    And Vale Hospital is told nothing

  @negative
  Scenario: A file that nobody here can open
    Given Ashdown has sent a consultation report about Joan with a file that nobody here can open
    When the system collects its messages
    Then the document is not in Joan's record
    And Ashdown is told that the file cannot be opened
    And the practice has a task to see to the message from Ashdown

  @negative
  Scenario: A message of a kind that this system does not take
    Given Vale Hospital sends a message about Joan of a kind that this system does not know
    When the system collects its messages
    Then the document is not in Joan's record
    And Vale Hospital is told that messages of this kind are not taken here

  @negative
  Scenario: The same message is delivered twice
    Given Vale Hospital has sent a discharge summary about Joan
    And the same message is delivered again
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital has been told that it came through and who she is, and then that the message had come before

  @negative
  Scenario: The same document comes in another message
    Given Vale Hospital has sent a discharge summary about Joan
    And the system has collected its messages
    And the same document is sent again in another message
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital is told that the document had come before

  @negative
  Scenario: A correction of a document that never came
    Given Ashdown has sent a corrected consultation report about Joan in place of one that never came
    When the system collects its messages
    Then the document is not in Joan's record
    And Ashdown is told that it cannot take the place of the other

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario: A correction that would take away somebody else's document
    Given Ashdown has sent a consultation report about Joan
    And Ruth Amadi is registered at the practice
    And the system has collected its messages
    And Ashdown has sent a corrected consultation report about Ruth in the place of it
    When the system collects its messages
    Then Joan's document is as it was
    And Ashdown is told that it cannot take the place of the other

  @negative
  Scenario: An answer does not reach the sender
    Given Ashdown has sent a consultation report about Joan
    And the system has collected its messages
    And Ashdown's mailbox is never emptied of the answers about Joan
    When the system collects its messages again
    Then the practice has a task to tell Ashdown another way
