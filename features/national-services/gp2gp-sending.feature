@capability:C13 @service:spine @req:GP2GP07 @api
Feature: Sending the record of somebody who has left
  When a patient joins another practice, that practice asks for the record. It is sent to the patient's practice and to nobody else, with
  everything that is held here and everything that came from practices before.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: The record of a patient who has left
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then Ashdown gets Joan's record once, in answer to its request
    And the record tells of the allergy to penicillin

  @req:TIF-GP2GP-05
  Scenario: Letters go with the record
    Given a hospital letter is in Joan's record
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then the letter goes with Joan's record, as it came

  Scenario: What came from the practice before goes on
    Given Joan's record had come from Ashdown with an allergy that it could not code
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then the record tells of everything that came, in the words in which it came

  @req:TIF-IG-PRIV-01
  Scenario: What the patient wants kept in confidence goes along, marked
    Given Joan is allergic to aspirin, in confidence
    And the GP has recorded that Joan is allergic to penicillin
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then Ashdown gets Joan's record once, in answer to its request
    And the record tells of the allergy to aspirin, marked as kept in confidence
    And the record tells of the allergy to penicillin, and of no mark

  @req:TIF-IG-PRIV-01
  Scenario: What came marked goes on marked
    Given Joan's record had come from Ashdown, confidential entries marked
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then the record tells of everything that came, each entry still marked

  Scenario: Repeat medication and letters that were filed here go along
    Given Joan takes salbutamol on repeat, issued twice so far
    And a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then the record tells of salbutamol on repeat, and has the letter "Cardiology clinic"

  Scenario: Results, vaccinations and the rest that is held here go along
    Given the laboratory has sent a ferritin result below its range about Joan
    And the system collects its messages
    And the GP has recorded that Joan was given the flu vaccine today
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then the record tells of the ferritin result, with its number and unit
    And the record tells of the flu vaccine

  @req:TIF-GP2GP-05
  Scenario: A file that is too large for one message is held back
    Given a very large hospital letter is in Joan's record
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then Ashdown gets Joan's record once, in answer to its request
    And no file goes to Ashdown yet
    When Ashdown lets the files come
    Then the letter comes to Ashdown whole, put together as the record says

  @negative @hazard:HZ-DUPLICATE-RECORD
  Scenario: The Spine delivers the request twice
    Given Joan has moved to Ashdown
    And the Spine delivers the next message about Joan twice
    When Ashdown asks for Joan's record
    Then Ashdown gets Joan's record once, in answer to its request

  @negative
  Scenario: Somebody who was never a patient here
    Given Ada Quill is known nationally
    When Ashdown asks for Ada's record
    Then Ashdown is refused the record, since the patient is not at this surgery

  @negative
  Scenario: A temporary resident's record is with their own practice
    Given Ada Quill is known nationally
    And the receptionist registers Ada as a temporary resident
    When Ashdown asks for Ada's record
    Then Ashdown is refused the record, since the patient is not at this surgery

  @negative @req:TIF-IG-SHARE-01 @hazard:HZ-WRONG-PATIENT
  Scenario: A practice asks that is not the patient's
    When Ashdown asks for Joan's record
    Then Ashdown is refused the record, since it is not the patient's practice

  @negative
  Scenario: A request that is not whole
    Given Joan has moved to Ashdown
    When Ashdown asks for Joan's record in a request that is not whole
    Then Ashdown is refused the record, since the request cannot be understood

  @negative
  Scenario: Nobody can say whose patient it is
    Given Joan has moved to Ashdown
    And PDS fails without a word whenever Joan's details are read
    When Ashdown asks for Joan's record
    Then Ashdown is refused the record, since a national service has failed

  @req:TIF-GP2GP-06
  Scenario: Ashdown has taken the record over
    Given Joan has moved to Ashdown, and her record has been sent
    When Ashdown says that it has taken Joan's record over
    Then the practice sees that Ashdown has Joan's record
    And nobody has to see to Joan's record

  @negative @req:TIF-GP2GP-06
  Scenario: Ashdown could not take the record over
    Given Joan has moved to Ashdown, and her record has been sent
    When Ashdown says that it could not take Joan's record over
    Then the practice sees that Ashdown does not have Joan's record
    And somebody is asked to send Joan's record on paper

  @negative @req:TIF-GP2GP-06
  Scenario Outline: Ashdown has the record, and says what else is so: <what>
    Given Joan has moved to Ashdown, and her record has been sent
    When Ashdown says of Joan's record: <what>
    Then the practice sees that Ashdown has Joan's record
    And nobody has to see to Joan's record

    Examples:
      | what                                 |
      | it was here already                  |
      | it is kept apart                     |
      | it is filed as a file                |

  @negative @req:TIF-GP2GP-06
  Scenario Outline: Ashdown does not have the record, and says why: <why>
    Given Joan has moved to Ashdown, and her record has been sent
    When Ashdown says of Joan's record: <why>
    Then the practice sees that Ashdown does not have Joan's record
    And somebody is asked to send Joan's record on paper, since <words>

    Examples:
      | why                                  | words                                  |
      | nobody asked for it                  | nobody asked for it                    |
      | that system is not set up for it     | that system is not set up for it       |
      | it is somebody else's                | it is somebody else's                  |
      | it cannot be read                    | it cannot be read                      |
      | not all came in time                 | not all came in time                   |
      | it is the wrong patient's            | it is the wrong patient's              |
      | its parts do not fit                 | its parts do not fit                   |
      | a large record has failed            | a large record has failed              |
      | files are missing                    | files are missing                      |
      | something unexpected happened        | something unexpected happened          |

  @negative @serial
  Scenario: The practice does not send records electronically for the time being
    Given the practice manager has switched electronic records off
    And Joan has moved to Ashdown
    When Ashdown asks for Joan's record
    Then Ashdown is refused the record, since this system does not send records

  @negative
  Scenario: Whoever asks cannot take large records in
    Given a very large hospital letter is in Joan's record
    And Joan has moved to a practice that cannot take large records in
    When that practice asks for Joan's record
    Then that practice is refused the record, since it cannot take large records in

  @negative
  Scenario: Whoever asks cannot take large records in, and this one is small
    Given a hospital letter is in Joan's record
    And Joan has moved to a practice that cannot take large records in
    When that practice asks for Joan's record
    Then the letter goes with Joan's record, as it came

  @negative
  Scenario: The directory does not say where the record should go
    Given Joan has moved to a practice for which the directory has no place for records
    When that practice asks for Joan's record
    Then that practice is refused the record, since the directory does not have its system

  @negative @req:TIF-GP2GP-05
  Scenario: The Spine does not take the files of a large record
    Given a very large hospital letter is in Joan's record
    And Joan has moved to Ashdown, and her record has been sent
    And the Spine refuses the next message about Joan
    When Ashdown lets the files come
    And the system looks after Joan's record
    Then Ashdown hears that the large record could not be sent
    And somebody is asked to send Joan's record on paper

  @negative @req:TIF-GP2GP-06 @serial
  Scenario: Ashdown does not say what became of the record
    Given Joan has moved to Ashdown, and her record has been sent
    When nine days pass
    And the system looks after Joan's record
    Then somebody is asked to find out what became of Joan's record
