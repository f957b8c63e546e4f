@capability:C13 @service:gp-connect @service:pds @api
Feature: Other organisations register patients for a while
  Whoever is to be booked in has to be somebody whom the practice knows. Another organisation registers them for a while: PDS is asked who
  they are, and never told, so that they stay with their own practice. Nobody is registered who is here already, has died or is protected.

  Background:
    Given Joan Okafor is known nationally
    And the practice shares records, documents and appointments with other organisations

  @req:TIF-GPC-18 @req:TIF-IG-AUD-01
  Scenario: Registering a patient for a while
    When another organisation registers Joan
    Then the other organisation is told that Joan is registered for a while
    And Joan is on the practice's list for a while
    And PDS says that she is still a patient of the other practice
    And the audit trail says who at the other organisation registered Joan

  @req:TIF-GPC-18
  Scenario: Registering patients as other systems do it
    When people are registered by another organisation in each of these ways:
      | without a gender                                             |
      | without an address                                           |
      | with several given names                                     |
      | with another name that they use                              |
      | with a number of the other organisation                      |
      | with a home address and a temporary one                      |
      | with a temporary address alone                               |
      | with telephones at home, at work, on the move and where they stay |
      | with an email address and a telephone at home                |
      | with the language they speak                                 |
      | with one part of the date of birth that is another           |
    Then each of them is registered for a while, with all that was said

  @req:GPCARS01
  Scenario: Registering patients in JSON and XML
    When people are registered by another organisation in each of these ways:
      | in JSON                                                                           |
      | in XML                                                                            |
      | in XML, as the address says, whatever the header says                             |
      | in JSON, as the address says, whatever the header says                            |
      | sent in XML                                                                       |
      | sent in XML and answered in XML                                                   |
      | sent in XML and answered in XML, as the address says                              |
      | sent in XML and answered in JSON, as the address says, whatever the header says   |
    Then each of them is registered for a while, with all that was said

  @req:TIF-GPC-18
  Scenario: Somebody who was a patient here comes back for a while
    Given Tariq Mansour is a patient who has left
    When another organisation registers Tariq
    Then the other organisation is told that Tariq is registered for a while
    And Tariq is on the practice's list for a while

  @negative @req:TIF-GPC-11
  Scenario Outline: Somebody who is a patient here already: <who>
    Given Tariq Mansour is <who>
    When another organisation registers Tariq
    Then the call is refused because the patient is registered here

    Examples:
      | who                 |
      | a temporary patient |
      | a permanent patient |

  @negative @req:TIF-GPC-11
  Scenario: Registrations that do not say enough
    When another organisation registers Joan in each of these ways:
      | without a date of birth                 |
      | with half a date of birth               |
      | without an official name                |
      | with two official names                 |
      | without a family name                   |
      | with a number of no system              |
      | with the patient twice                  |
      | with two telephones at home             |
      | with two telephones at work             |
      | with two mobile telephones              |
      | with two telephones where they stay     |
      | with two email addresses                |
    Then each call is refused because the patient is not described as needed
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-11
  Scenario: Registrations that say what they may not
    When another organisation registers Joan in each of these ways:
      | as a Bundle                                     |
      | as no resource                                  |
      | as somebody else than a patient                 |
      | with a field that no patient has                |
      | saying whether they are active                  |
      | saying that they were one of twins              |
      | saying who their GP is                          |
      | saying whom to call                             |
      | saying whose patients they are                  |
      | saying that they are married                    |
      | saying that they are an animal                  |
      | saying what they speak where FHIR has it        |
      | with a photograph                               |
      | saying that they have died                      |
      | saying how they are registered                  |
      | saying twice which language they speak          |
      | with two home addresses                         |
      | with two temporary addresses                    |
      | with an address at work                         |
      | with a work address alone                       |
      | with an old address                             |
      | with an old address alone                       |
      | with two old addresses                          |
      | with a temporary address and an old one         |
    Then each call is refused because a resource is not valid
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-11
  Scenario: Registrations without a number to ask for
    When another organisation registers Joan in each of these ways:
      | without an identifier                       |
      | with a number of letters                    |
      | with a number that has other characters     |
      | with a number of nine digits                |
      | with a number of eleven digits              |
      | with a wrong check digit                    |
    Then each call is refused because no NHS number is given
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-18
  Scenario: A number that PDS does not have
    Given PDS does not know the number whenever Joan's details are read
    When another organisation registers Joan
    Then the call is refused because PDS cannot confirm the patient
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-18 @hazard:HZ-WRONG-PATIENT
  Scenario: A number that is somebody else's
    When another organisation registers Joan in each of these ways:
      | with another date of birth                                                |
      | with another name, and one part of the date of birth that is another      |
    Then each call is refused because PDS cannot confirm the patient
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-22
  Scenario: Somebody who has died
    Given PDS has learnt that she died on 12 May 2024
    When another organisation registers Joan
    Then the call is refused because PDS cannot confirm the patient
    And Joan is nobody on the practice's list

  @negative @req:TIF-IG-SHARE-01
  Scenario: Somebody who is protected
    Given her national record has been marked as sensitive
    When another organisation registers Joan
    Then the call is refused because PDS cannot confirm the patient
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-18
  Scenario: A number that was replaced by another
    Given her NHS number has been replaced by another
    When another organisation registers Joan
    Then the call is refused because this is no NHS number
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-11
  Scenario: PDS cannot be asked
    Given PDS fails whenever Joan's details are read
    When another organisation registers Joan
    Then the call is refused because the practice cannot ask PDS
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-07
  Scenario: Registering with a token for looking
    When another organisation registers Joan in each of these ways:
      | with a token that is good for something else   |
      | with a token for the practice's details        |
      | saying that it is a call of another kind       |
    Then each call is refused because the call is malformed
    And Joan is nobody on the practice's list

  @negative @req:TIF-GPC-11
  Scenario: Registering where there is nothing
    When another organisation registers Joan in each of these ways:
      | at an address that lacks a letter        |
      | at an address with a character too many  |
    Then each call is refused because nobody answers to that
