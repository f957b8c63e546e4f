@capability:C13 @service:gp-connect @service:pds @api
Feature: The record follows the patient to another practice
  When a patient has moved, and PDS says so, the new practice fetches the whole record, documents included. Nobody else does. What is
  confidential goes along when it is asked for by whoever may have it, and never otherwise.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice shares records, documents and appointments with other organisations

  @req:GPCARS01
  Scenario: The whole record, with what is confidential
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan is allergic to aspirin, in confidence
    And a letter "Scan of the heart" of six megabytes about Joan has been filed and read
    And Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential
    Then the other organisation is given Joan's record
    And the record has all its lists
    And under allergies the record has "penicillin" and "aspirin"
    And the record has the document "Scan of the heart"
    When the new practice opens the document
    Then the new practice has all six megabytes of it

  @req:GPCARS01 @req:TIF-IG-SHARE-01
  Scenario: The whole record, without what is confidential
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan is allergic to aspirin, in confidence
    And a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and not read
    And Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, without what is confidential
    Then under allergies the record has "penicillin"
    And under allergies the record says that something is kept back
    And the record says nothing of "aspirin"
    And the record has the document "Cardiology clinic"
    When the new practice opens the document
    Then the other organisation has the document "Cardiology clinic" as it was filed

  @req:GPCARS01
  Scenario: Whoever has left already
    Given Joan has left the practice
    And Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without
    Then the new practice is given Joan's record each time

  @req:GPCARS01
  Scenario: Nobody has to be at the computer
    Given Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without, in each of these ways:
      | with a token that names no person |
      | sent in XML                       |
    Then the new practice is given Joan's record each time

  @serial @req:TIF-GPC-09
  Scenario: The record follows, whatever the practice shares
    Given the practice does not share records with other organisations
    And Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without
    Then the new practice is given Joan's record each time

  @negative @req:TIF-IG-SHARE-01
  Scenario: A practice that is not the patient's
    Given Joan has moved to another practice, as PDS says
    When a practice that is not Joan's asks for the whole record, without what is confidential
    Then the call is refused because PDS has another practice for the patient

  @negative @req:TIF-GPC-22 @req:TIF-IG-SHARE-01
  Scenario Outline: The whole record of <who>
    Given Tariq Mansour is <who>
    And Tariq has moved to another practice, as PDS says
    When Tariq's new practice asks for the whole record, with what is confidential and without
    Then each call is refused because there is no such patient

    Examples:
      | who                                 |
      | a patient who has died              |
      | a patient whose record is sensitive |

  @negative @req:TIF-GPC-11
  Scenario: A whole record, and something else
    Given Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without, in each of these ways:
      | asking for immunisations, too                  |
      | asking for medication without its issues, too  |
      | without a word on what is confidential         |
      | with text for a yes or no                      |
      | for the level of confidentiality alone         |
    Then each call is refused because a parameter is not valid

  @negative @req:TIF-IG-AUD-12
  Scenario: Tokens that do not say that a record moves
    Given Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without, in each of these ways:
      | with a token that gives no reason                       |
      | with a token for secondary uses                         |
      | with a token for direct care                            |
      | with a token that says nothing of what it is good for   |
      | with a token that is good for something else            |
    Then each call is refused because the call is malformed

  @negative @req:TIF-GPC-07 @req:TIF-IG-SHARE-01
  Scenario: Tokens that say something else of what is confidential
    Given Joan has moved to another practice, as PDS says
    When Joan's new practice asks for the whole record, with what is confidential and without, in each of these ways:
      | with a token of the other level of confidentiality |
    Then each call is refused because the token and the request differ
