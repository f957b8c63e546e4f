@capability:C13 @service:mesh @req:NH03 @api @serial
Feature: What the registration authority tells
  The authority approves, rejects, deducts and asks. Each interchange is taken in once and receipted as what it was; what somebody has
  to decide is put before somebody, and nothing is changed behind anybody's back.

  Background:
    Given Joan Okafor is registered at the practice

  @req:NH04
  Scenario: An acceptance is approved
    Given the receptionist has told the registration authority that Joan was born here
    And the registration authority has approved the acceptance
    When the system collects its messages
    Then the acceptance is shown as approved
    And the registration authority gets one receipt that all of it could be read

  @negative @req:NH04
  Scenario: An acceptance is rejected
    Given the receptionist has told the registration authority that Joan was born here
    And the registration authority has rejected the acceptance
    When the system collects its messages
    Then the acceptance is shown as rejected, because "WRONG HA - TRY SURREY? DON'T ASK: 1+1"
    And the practice has a task about Joan that says "WRONG HA - TRY SURREY"
    And Joan is still on the practice's list

  @req:NH04
  Scenario: A patient is deducted
    Given the registration authority has deducted Joan, who has moved to another area
    When the system collects its messages
    Then Joan has been off the practice's list since the day that the authority gave
    And Joan's GP is asked to see to what is still open
    And the registration authority gets one receipt that all of it could be read

  @negative
  Scenario: Somebody is deducted whom the practice does not know
    Given the registration authority has deducted somebody whom the practice does not know
    When the system collects its messages
    Then the practice has a task that names the stranger
    And Joan is still on the practice's list

  Scenario: The authority changes an address
    Given the registration authority has changed the address of Joan
    When the system collects its messages
    Then the practice has a task about Joan that says "136 HIGH STREET"

  Scenario: The authority believes that a patient has moved away
    Given the registration authority has given notice that Joan may have moved away
    When the system collects its messages
    Then staff see that the registration authority believes Joan to be gone, and until when she may answer
    And the practice has a task about Joan that says "2027-05-25"

  Scenario: The authority withdraws its notice
    Given the registration authority has given notice that Joan may have moved away
    And the system has collected its messages
    And the registration authority has withdrawn its notice about Joan
    When the system collects its messages
    Then staff see no mark of the registration authority on Joan any more
    And the practice has no task about Joan that says "FP69"

  @negative
  Scenario: The authority refuses to take a patient off the list
    Given the receptionist has told the registration authority that Joan lives too far away
    And the registration authority has refused to take Joan off the list
    When the system collects its messages
    Then the removal is shown as rejected, because "KNOWN BY HA GENERAL MANAGER"
    And the practice has a task about Joan that says "KNOWN BY HA GENERAL MANAGER"

  Scenario: The quarter is closed
    Given the registration authority has closed the quarter
    When the system collects its messages
    Then the practice has a task that says the quarter is closed
    And the registration authority gets one receipt that all of it could be read

  Scenario: The authority could read what it was told
    Given the receptionist has told the registration authority that Joan has died
    And the registration authority has said that it could read what it was told of Joan
    When the system collects its messages
    Then the deduction is shown as received

  @negative @req:NH01
  Scenario: The authority could not read what it was told
    Given the receptionist has told the registration authority that Joan has died
    And the registration authority has said that it could not read what it was told of Joan
    When the system collects its messages
    And the system collects its messages again
    Then the deduction is shown as doubtful
    And the practice has a task about Joan that says "could not read"
    And the very interchange has come to the registration authority 1 time

  @negative @req:NH02
  Scenario: One of two messages cannot be read
    Given the registration authority has sent a message of a kind that there is not, and one that Joan has been deducted
    When the system collects its messages
    Then Joan has been off the practice's list since the day that the authority gave
    And the registration authority gets one receipt that the first of its messages could not be read
    And the practice has a task to ask the registration authority for it again

  @negative @req:NH02
  Scenario: An interchange is cut off
    Given the registration authority has deducted Joan in an interchange that is cut off
    When the system collects its messages
    Then Joan is still on the practice's list
    And the registration authority gets one receipt that nothing of it could be read
    And the practice has a task to ask the registration authority for it again

  @negative @req:NH02
  Scenario: The same interchange comes again
    Given the receptionist has told the registration authority that Joan was born here
    And the registration authority has deducted Joan, who has moved to another area
    And the system has collected its messages
    And the same interchange of the registration authority has come again
    When the system collects its messages
    Then the registration authority gets one receipt that all of it could be read
    And the numbers of what was sent follow each other

  @negative @req:NH02
  Scenario: An interchange of the authority does not come
    Given an interchange of the registration authority was lost before one that Joan has been deducted
    When the system collects its messages
    Then the practice has a task that names the interchange that was lost
    And Joan has been off the practice's list since the day that the authority gave
