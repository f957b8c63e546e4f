@capability:C13 @service:spine @req:GP2GP08 @req:TIF-GP2GP-03 @api @negative
Feature: Records that are not taken over
  A record that is not the right one, not whole, or not to be read goes into nobody's record. The practice that sent it hears why, and
  somebody here is told what to do instead.

  Background:
    Given Joan Okafor is known nationally
    And Joan has come to the practice, and Ashdown has been asked for her record

  @hazard:HZ-WRONG-PATIENT
  Scenario: A record that nobody asked for
    Given Ada Quill is registered at the practice
    When Ashdown sends Ada's record without being asked
    Then nothing of what Ashdown sent is in Ada's record
    And Ashdown hears that nobody asked for it

  @hazard:HZ-WRONG-PATIENT
  Scenario: A record from another practice than the one that was asked
    When another practice sends a record in answer to the request for Joan's
    Then nothing of what Ashdown sent is in Joan's record
    And the other practice hears that nobody asked for it

  @hazard:HZ-DUPLICATE-RECORD
  Scenario: The record comes again in another message
    Given Ashdown has sent Joan's record with a letter
    When Ashdown sends Joan's record again
    Then everything that Ashdown sent is there to be read
    And Joan has one letter
    And Ashdown hears that it is here already

  @hazard:HZ-DUPLICATE-RECORD
  Scenario: The Spine delivers the same message twice
    Given the Spine delivers the next message about Joan twice
    When Ashdown sends Joan's record with a letter
    Then everything that Ashdown sent is there to be read
    And Joan has one letter
    And the Spine is told each time that the message is here
    And Ashdown hears that the record has been taken over

  @hazard:HZ-DUPLICATE-RECORD
  Scenario: The acknowledgement to the Spine was lost
    Given Ashdown has sent Joan's record with a letter
    When the Spine delivers that message again
    And the system looks after Joan's record
    Then everything that Ashdown sent is there to be read
    And Joan has one letter
    And the Spine is told each time that the message is here
    And Ashdown hears that the record has been taken over

  Scenario Outline: A record that <is not right>
    When Ashdown sends Joan's record, and it <is not right>
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that it cannot be read
    And somebody is asked to get Joan's record on paper

    Examples:
      | is not right                        |
      | breaks off in the middle            |
      | has nothing in it                   |
      | does not say whose it is            |
      | would grow beyond all bounds        |

  @hazard:HZ-WRONG-PATIENT
  Scenario: A record about somebody else
    Given Ada Quill is registered at the practice
    When Ashdown sends Ada's record as if it were Joan's
    Then nothing of what Ashdown sent is in Joan's record
    And nothing of what Ashdown sent is in Ada's record
    And Ashdown hears that it is about somebody else
    And somebody is asked to get Joan's record on paper

  Scenario: The patient has left meanwhile
    Given Joan has left the practice
    When Ashdown sends Joan's record
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that it could not be taken over

  Scenario: A letter cannot be unpacked
    When Ashdown sends Joan's record with a letter that cannot be unpacked
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that it could not be taken over
    And somebody is asked to get Joan's record on paper

  @req:TIF-GP2GP-04 @hazard:HZ-DUPLICATE-RECORD
  Scenario: Somebody who was here before
    Given Ada Quill has come back to the practice, and Ashdown has been asked for her record
    When Ashdown sends Ada's record
    Then what came is kept apart from Ada's record, to be read
    And Ashdown hears that it is kept apart, since she was here before
    And somebody is asked to look at what came for Ada

  @req:TIF-GP2GP-04 @hazard:HZ-WRONG-PATIENT
  Scenario: Somebody else's record for somebody who was here before
    Given Ada Quill has come back to the practice, and Ashdown has been asked for her record
    When Ashdown sends Joan's record as if it were Ada's
    Then nothing of what Ashdown sent is in Ada's record
    And Ashdown hears that it is about somebody else than the one who was here before
    And somebody is asked to get Ada's record on paper

  Scenario Outline: Ashdown does not send the record: <why>
    When Ashdown says that it does not send Joan's record: <why>
    Then nothing of what Ashdown sent is in Joan's record
    And somebody is asked to get Joan's record on paper, since <words>
    And Ashdown is told nothing in return

    Examples:
      | why | words                                     |
      | 06  | the patient is not at that surgery        |
      | 07  | that system does not send records         |
      | 10  | the record could not be made              |
      | 13  | that system is not set up for it          |
      | 14  | we cannot take large records in           |
      | 18  | our request was not understood            |
      | 19  | we are not the patient's practice         |
      | 20  | a national service has failed             |
      | 23  | that system does not send large records   |
      | 24  | the directory did not help                |
      | 30  | a large record could not be sent          |
      | 99  | something unexpected happened             |

  Scenario Outline: Asking again may help, after <why>
    Given Ashdown has said that it does not send Joan's record: <why>
    When the receptionist asks for Joan's record again
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once more, in a conversation of its own
    And nobody has to see to Joan's record

    Examples:
      | why |
      | 10  |
      | 20  |
      | 30  |
      | 99  |

  Scenario Outline: Asking again does not help, after <why>
    Given Ashdown has said that it does not send Joan's record: <why>
    When the receptionist asks for Joan's record again
    Then the user is told that asking again does not help
    When the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice
    And somebody is asked to get Joan's record on paper

    Examples:
      | why |
      | 06  |
      | 07  |
      | 14  |
      | 19  |
      | 23  |

  Scenario: A record that was asked for again is taken over
    Given Ashdown has said that it does not send Joan's record: 30
    And the receptionist has asked for Joan's record again
    When Ashdown sends Joan's record
    Then everything that Ashdown sent is there to be read
    And Ashdown hears that the record has been taken over

  @hazard:HZ-DUPLICATE-RECORD
  Scenario: A record that has come is not asked for again
    Given Ashdown has sent Joan's record
    When the receptionist asks for Joan's record again
    Then the user is told that there is nothing to ask for
    When the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  @serial
  Scenario: Ashdown is silent
    When a day and an hour pass
    And the system looks after Joan's record
    Then somebody is asked to find out why Joan's record has not come

  @serial
  Scenario: Ashdown sends the record after all
    Given a day and an hour have passed
    And the system has looked after Joan's record
    When Ashdown sends Joan's record
    Then everything that Ashdown sent is there to be read
    And Ashdown hears that the record has been taken over

  Scenario: Somebody else than the Spine delivers a record
    When somebody without the Spine's certificate delivers a record for Joan
    Then it is turned away
    And nothing of what Ashdown sent is in Joan's record
