@capability:C4 @service:nhs-login @req:GPCPFAR01 @api
Feature: Who gets at a patient's record through an app
  Patients reach their record, appointments and prescriptions through the NHS App. It calls the practice's system in their name, with a
  token of NHS login that says who they are and how surely that is known. The system lets in whoever the token vouches for, to what is
  theirs, and nobody else.

  Background:
    Given Joan Okafor is registered at the practice
    And Joan may use everything the practice offers online

  @req:TIF-GPC-07
  Scenario: The patient's own app
    When Joan's app asks what she may do online
    Then the app is told what was arranged with Joan

  @req:TIF-GPC-07 @negative
  Scenario Outline: A token that <flaw>
    When an app asks for Joan's record with a token that <flaw>
    Then the app is turned away
    And the app has learnt nothing about Joan

    Examples:
      | flaw                                              |
      | is signed by somebody else under NHS login's name |
      | is signed with a key NHS login has never published |
      | is not signed at all                              |
      | is signed with what everybody can look up         |
      | was altered on the way                            |
      | is meant for another system                       |
      | was made out by somebody other than NHS login     |
      | has expired                                       |
      | is not valid yet                                  |

  @req:TIF-GPC-07 @negative
  Scenario Outline: No good token: <what came>
    When an app asks for Joan's record with <what came>
    Then the app is turned away
    And the app has learnt nothing about Joan

    Examples:
      | what came                   |
      | no token                    |
      | something that is no token  |

  @negative
  Scenario Outline: An identity that was proven to <level> only
    When an app asks for Joan's record with a token for an identity proven to <level>
    Then the app is turned away
    And the app has learnt nothing about Joan

    Examples:
      | level |
      | P5    |
      | P0    |

  @negative @req:TIF-IG-SHARE-01
  Scenario: Somebody else acts for the patient, and nobody has agreed to that
    Given Peter Lindqvist is known nationally
    When Peter's app asks for Joan's record on her behalf
    Then the app is turned away
    And the app has learnt nothing about Joan

  @negative @req:TIF-IG-SHARE-01
  Scenario Outline: Somebody asks for <what> of another patient
    Given Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app asks for <what> of Joan's
    Then Peter's app is told no more than if nobody knew Joan

    Examples:
      | what             |
      | the permissions  |
      | the record       |
      | the documents    |
      | the appointments |
      | the medication   |
      | the requests     |

  @negative @req:TIF-GPC-18
  Scenario Outline: Somebody who is no patient of the practice: <who>
    Given Peter Lindqvist is <who>
    When Peter's app asks for his record
    Then the app is told that the patient is not found

    Examples:
      | who                                     |
      | not registered here                     |
      | a temporary patient                     |
      | a patient who has left                  |
      | a patient who has died                  |
      | a patient whose record is sensitive     |
      | a patient whose number was withdrawn    |

  @negative
  Scenario Outline: What is no NHS number, in a request for <what>
    When Joan's app asks for <what> under the number 9990000001
    Then the app is told that this is no NHS number

    Examples:
      | what             |
      | the permissions  |
      | the record       |
      | the appointments |

  @negative
  Scenario: A request that cannot be found again
    When Joan's app asks for her record without saying which request it is
    Then the app is told that the request is not complete

  @req:TIF-GPC-05
  Scenario Outline: Nothing of <what> is kept on the way
    When Joan's app asks for <what> of Joan's
    Then no browser or proxy may keep the answer

    Examples:
      | what             |
      | the permissions  |
      | the record       |
      | the medication   |

  @req:TIF-IG-AUD-01 @req:TIF-IG-AUD-03
  Scenario Outline: Who looked at <what> can be found out
    When Joan's app asks for <what> of Joan's
    Then the audit trail says that Joan herself saw her record

    Examples:
      | what             |
      | the permissions  |
      | the record       |
      | the documents    |
      | the appointments |
      | the medication   |

  @negative @req:TIF-IG-AUD-07 @serial
  Scenario: Who was refused can be found out
    Given Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app asks for the record of Joan's
    Then the audit trail says that Peter was refused

  @negative @serial @req:TIF-IG-AUD-07
  Scenario: A token that was refused can be found out
    Given the privacy officer has read the audit trail so far
    When an app asks for Joan's record with a token that is not signed at all
    Then the audit trail says since then that an app was refused
