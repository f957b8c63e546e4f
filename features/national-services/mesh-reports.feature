@capability:C9 @service:mesh @service:pds @req:GPCSD02 @api
Feature: Sending a consultation report to the patient's own practice
  Somebody who is registered elsewhere is seen here. The report goes to the practice where they are registered, wherever that is: MESH finds
  it. Whoever sent it sees what became of it, and is told when it did not arrive, was not taken, or is not answered.

  Background:
    Given Mary Tallis is known nationally
    And MESH knows that Mary is registered at Ashdown

  @req:GPCM-SD-056 @req:GPCM-C-1 @req:GPCM-C-2
  Scenario: The report reaches the patient's practice
    When the GP sends a report of Mary's consultation
    And the system collects its messages
    Then Mary's report is with Ashdown, once and as it was written
    And the message is made as Send Document demands
    And the GP sees that the report is on its way

  @req:GPCM-SD-028 @req:GPCM-C-2
  Scenario: The report says who has sent it, and what its sender wants to hear
    When the GP sends a report of Mary's consultation
    And the system collects its messages
    Then the report names this practice with its code, name and telephone
    And the recipient is asked for both answers, and to act on the report

  @req:TIF-GFR-02
  Scenario: The recipient has it, and knows the patient
    Given the GP has sent a report of Mary's consultation
    When Ashdown answers that it came through and that she is a patient there
    Then the GP sees that the report is accepted

  @negative @req:TIF-GFR-02
  Scenario: That it came through is not enough
    Given the GP has sent a report of Mary's consultation
    When Ashdown answers only that it came through
    Then the GP sees that the report is on its way

  @negative @req:TIF-GFR-02
  Scenario Outline: The recipient answers <answer>
    Given the GP has sent a report of Mary's consultation
    When Ashdown answers <answer>
    Then the GP sees that the report is refused
    And the practice has a task to tell Mary's practice another way

    Examples:
      | answer                                         |
      | that it came through and that she is not known |
      | that the file cannot be opened                 |

  @negative @req:GPCM-C-2
  Scenario: An answer to something else
    Given the GP has sent a report of Mary's consultation
    When Ashdown answers something that was never sent
    Then the GP sees that the report is on its way
    And the practice has a task to find out what Ashdown's answer is about

  @negative @req:GPCM-SD-056
  Scenario Outline: MESH cannot bring it anywhere: <why>
    Given MESH finds <why> for Mary
    When the GP sends a report of Mary's consultation
    And the system collects its messages
    And the system collects its messages again
    Then the GP sees that the report is undelivered
    And the practice has a task that says Mary's report did not arrive

    Examples:
      | why                        |
      | several mailboxes          |
      | no mailbox                 |
      | an NHS number it rejects   |
      | nobody under the number    |
      | other demographics         |

  @negative @req:TIF-GFR-02 @serial
  Scenario: The recipient keeps silent
    Given the GP has sent a report of Mary's consultation
    And Ashdown has collected it and says nothing
    When seven days have passed
    And the system collects its messages
    Then the GP sees that the report is unanswered
    And the practice has a task that says Mary's report is not answered

  @negative @req:TIF-MESH-02
  Scenario: MESH is out of service when the report is sent
    Given MESH is out of service when the report about Mary is next sent
    When the GP sends a report of Mary's consultation
    And the system collects its messages
    And the system collects its messages again
    Then Mary's report is with Ashdown, once and as it was written

  @negative @req:TIF-MESH-02
  Scenario: The connection breaks when MESH has the report already
    Given MESH takes the report about Mary and drops the connection before it says so
    When the GP sends a report of Mary's consultation
    And the system collects its messages
    And the system collects its messages again
    Then whatever reached Ashdown about Mary is one and the same message

  @negative @req:GPCSD02
  Scenario: The same report again
    Given the GP has sent a report of Mary's consultation
    When the GP sends the same report again
    Then the user is told that this very report went out before
    And Mary's report is with Ashdown, once and as it was written

  @req:GPCSD02
  Scenario: A corrected report takes the place of the first
    Given the GP has sent a report of Mary's consultation
    When the GP sends a corrected report in its place
    And the system collects its messages
    Then Ashdown is told that the second takes the place of the first

  @negative @hazard:HZ-WRONG-PATIENT @req:GPCM-SD-056
  Scenario: Not the person who was seen
    When the GP sends a report of Mary's consultation with another surname
    And the system collects its messages
    Then the user is told that the national record is somebody else's
    And nothing about Mary has left the practice

  @negative @req:GPCM-SD-056
  Scenario: A patient of our own
    Given Joan Okafor is registered at the practice
    When the GP sends a report of Joan's consultation
    And the system collects its messages
    Then the user is told that she is registered here
    And nothing about Joan has left the practice

  @negative @req:TIF-IG-RBAC-01
  Scenario: Whoever may not see clinical documents does not send any
    When the receptionist sends a report of Mary's consultation
    And the system collects its messages
    Then the user is told that documents are not for them
    And nothing about Mary has left the practice

  @req:TIF-MESH-02 @req:GPCM-C-1
  Scenario: A large report
    When the GP sends a large report of Mary's consultation
    And the system collects its messages
    Then Mary's report is with Ashdown, once and as it was written

  @negative @req:TIF-MESH-02 @req:GPCM-C-1
  Scenario: A part of a large report is lost on the way
    Given MESH fails without a word when the next part of the report about Mary is sent
    When the GP sends a large report of Mary's consultation
    And the system collects its messages
    And the system collects its messages again
    Then Mary's report is with Ashdown, once and as it was written
