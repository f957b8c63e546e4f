@capability:C15 @service:gp-connect @api
Feature: Other organisations see the record
  A clinician elsewhere who treats a patient sees allergies, medication and more of the record, in the structure that all systems share, and
  nothing that was not asked for. What is not recorded is said, not left out.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice shares records, documents and appointments with other organisations

  @req:GPCARS01 @req:TIF-GPC-19
  Scenario: Allergies
    Given the GP has recorded that Joan is allergic to penicillin
    When another organisation asks the record for Joan's allergies, also those that have ended
    Then the other organisation is given Joan's record
    And under allergies the record has "penicillin"
    And under ended allergies the record says that there is nothing
    And the record does not say that something was not understood

  @req:TIF-GPC-19
  Scenario: Allergies of today only
    Given the GP has recorded that Joan is allergic to penicillin
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record has "penicillin"
    And the record has no list of ended allergies

  @req:TIF-GPC-19 @hazard:HZ-ALLERGY
  Scenario: An allergy that has ended
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan was allergic to aspirin until today, because of "Taken since without a reaction"
    When another organisation asks the record for Joan's allergies, also those that have ended
    Then under allergies the record has "penicillin"
    And under ended allergies the record has "aspirin"
    And the record says when "aspirin" ended, and that it was because of "Taken since without a reaction"
    And the record names the GP as who recorded "penicillin"
    And the record names the GP as who recorded "aspirin"

  @req:TIF-GPC-19
  Scenario: An allergy that has ended, and nobody knows why
    Given Joan was allergic to aspirin until today, and nobody knows why
    When another organisation asks the record for Joan's allergies, also those that have ended
    Then under allergies the record says that there is nothing
    And under ended allergies the record has "aspirin"
    And the record says when "aspirin" ended, and that it was because of "No information available"

  @req:TIF-GPC-19
  Scenario Outline: No known allergies: <asked>
    Given it is recorded that Joan has no known allergies
    When another organisation asks the record for Joan's <asked>
    Then under allergies the record has "No known allergy"

    Examples:
      | asked                                 |
      | allergies, also those that have ended |
      | allergies of today                    |

  @negative @req:TIF-GPC-19 @hazard:HZ-ALLERGY
  Scenario: No known allergies, and one after all
    Given it is recorded that Joan has no known allergies
    And the GP has recorded that Joan is allergic to penicillin
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record has "penicillin"

  @negative @req:TIF-IG-SHARE-01
  Scenario: An allergy that is confidential
    Given Joan is allergic to aspirin, in confidence
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record says that there is nothing
    And under allergies the record says that something is kept back
    And the record says nothing of "aspirin"

  @negative @service:spine @req:TIF-GPC-19 @hazard:HZ-ALLERGY
  Scenario Outline: The record is still on its way from the practice before: <area>
    Given the system has looked after Joan's record
    When another organisation asks the record for Joan's <asked>
    Then under <area> the record says that what is older is still on its way

    Examples:
      | area       | asked              |
      | allergies  | allergies of today |
      | medication | medication         |
      | referrals  | referrals          |

  @negative @service:spine @req:TIF-GPC-19
  Scenario: The record is still on its way, and something is confidential, too
    Given the system has looked after Joan's record
    And Joan is allergic to aspirin, in confidence
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record says that something is kept back
    And under allergies the record says that what is older is still on its way

  @service:spine @req:TIF-GPC-19 @hazard:HZ-ALLERGY
  Scenario: The record has come, and nobody has reviewed its allergies
    Given the system has looked after Joan's record
    And Ashdown has sent Joan's record
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record does not say that anything is still on its way
    And under allergies the record says that something waits for review

  @service:spine @req:TIF-GPC-19
  Scenario: The record has come, and a clinician has reviewed its allergies
    Given the system has looked after Joan's record
    And Ashdown has sent Joan's record
    And the GP has taken over the allergy to penicillin
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record has "penicillin"
    And under allergies the record says of nothing that it is missing

  @negative @req:TIF-IG-PRIV-01
  Scenario: An allergy that a clinician here keeps from the patient
    Given Joan has an allergy to aspirin on her record that is not for her to see
    When another organisation asks the record for Joan's allergies of today
    Then under allergies the record has "aspirin"
    And the record marks "aspirin" as not for the patient to see

  @negative @req:TIF-IG-SHARE-01
  Scenario: A medicine that is confidential
    Given Joan takes salbutamol on repeat, issued twice so far
    And Joan takes methotrexate on repeat, in confidence
    When another organisation asks the record for Joan's medication
    Then under medication the record has "salbutamol"
    And under medication the record says that something is kept back
    And the record says nothing of "methotrexate"

  @service:mesh @req:GPCARS01 @req:TIF-GPC-19
  Scenario: A result of a laboratory that a clinician has reviewed
    Given the laboratory has sent a ferritin result below its range about Joan
    And the system collects its messages
    And the GP has reviewed the report
    When another organisation asks the record for Joan's investigations
    Then the other organisation is given Joan's record
    And under investigations the record has "Diagnostic studies report"
    And the record tells of each result as the laboratory gave it, with its specimen
    And the record says who asked for the tests, and why

  @service:mesh @req:TIF-GPC-19
  Scenario: Several results in one report
    Given the laboratory has sent results that are too high, too low and out of range about Joan
    And the system collects its messages
    And the GP has reviewed the report
    When another organisation asks the record for Joan's investigations
    Then under investigations the record has "Diagnostic studies report"
    And the record tells of each result as the laboratory gave it, with its specimen

  @negative @service:mesh @req:TIF-GPC-19
  Scenario: A result that no clinician has looked at
    Given the laboratory has sent a ferritin result about Joan
    And the system collects its messages
    When another organisation asks the record for Joan's investigations
    Then under investigations the record says that there is nothing
    And under investigations the record says that something waits for review
    And the record says nothing of "ferritin"

  @negative @service:mesh @req:TIF-GPC-19
  Scenario: A result that the laboratory has corrected
    Given the laboratory has sent a ferritin result about Joan
    And the system collects its messages
    And the GP has reviewed the report
    And the laboratory has sent a corrected report about Joan in its place
    And the system collects its messages
    And the GP has reviewed the report
    When another organisation asks the record for Joan's investigations
    Then under investigations the record has "Diagnostic studies report"
    And the record tells of each result as the laboratory gave it, with its specimen

  @service:mesh @req:TIF-GPC-19
  Scenario: Results of other days than were asked for
    Given the laboratory has sent a ferritin result about Joan
    And the system collects its messages
    And the GP has reviewed the report
    When another organisation asks the record for Joan's investigations of long ago
    Then under investigations the record says that there is nothing

  @req:GPCARS01
  Scenario: Medication
    Given Joan takes salbutamol on repeat, issued twice so far
    When another organisation asks the record for Joan's medication
    Then the other organisation is given Joan's record
    And under medication the record has "salbutamol"
    And the record tells of 2 issues of "salbutamol"
    And the record has no list of allergies

  @req:GPCARS01
  Scenario: Medication without its issues
    Given Joan takes salbutamol on repeat, issued twice so far
    When another organisation asks the record for Joan's medication without its issues
    Then under medication the record has "salbutamol"
    And the record tells of 0 issues of "salbutamol"

  @req:GPCARS01
  Scenario: Vaccinations
    Given the practice nurse has recorded that Joan was given the flu vaccine today
    When another organisation asks the record for Joan's immunisations
    Then the other organisation is given Joan's record
    And the record says what the vaccination was, when and with which batch

  @req:GPCARS01
  Scenario Outline: Referrals: <asked>
    Given the GP notes down that Joan was referred by letter to "Harrogate Physiotherapy"
    When another organisation asks the record for Joan's <asked>
    Then the other organisation is given Joan's record
    And the record says why Joan was referred, by whom and when

    Examples:
      | asked              |
      | referrals          |
      | referrals of today |

  @negative @req:GPCARS01
  Scenario: Referrals of another time
    Given the GP notes down that Joan was referred by letter to "Harrogate Physiotherapy"
    When another organisation asks the record for Joan's referrals of last week
    Then under referrals the record says that there is nothing

  @req:TIF-GPC-21
  Scenario Outline: Medication since a day: <since>
    Given Joan takes salbutamol on repeat, issued twice so far
    And Joan took furosemide on repeat, stopped long ago
    When another organisation asks the record for Joan's <since>
    Then under medication the record has "salbutamol"
    And the record says nothing of "furosemide"

    Examples:
      | since                       |
      | medication since last month |
      | medication since today      |

  @req:GPCARS01
  Scenario Outline: The record <how>
    When another organisation asks the record for Joan's allergies and medication <how>
    Then the other organisation is given Joan's record

    Examples:
      | how                                                    |
      | in JSON                                                |
      | in XML                                                 |
      | in XML, as the address says                            |
      | in JSON, as the address says, whatever the header says |

  @req:GPCARS01
  Scenario: What is not recorded is said
    When another organisation asks the record for each of these of Joan's:
      | allergies of today              | allergies                |
      | allergies, also those that have ended | ended allergies    |
      | medication                      | medication               |
      | medication without its issues   | medication               |
      | consultations                   | consultations            |
      | consultations since last year   | consultations            |
      | consultations until today       | consultations            |
      | the last three consultations    | consultations            |
      | problems                        | problems                 |
      | active problems                 | problems                 |
      | major and minor problems        | problems                 |
      | immunisations                   | immunisations            |
      | what is uncategorised           | what is uncategorised    |
      | what is uncategorised of today  | what is uncategorised    |
      | investigations                  | investigations           |
      | investigations of today         | investigations           |
      | referrals                       | referrals                |
      | referrals of today              | referrals                |
      | the diary                       | the diary                |
      | the diary until today           | the diary                |
      | the diary of the next month     | the diary                |
    Then each answer says that nothing is recorded of it

  @req:GPCARS01
  Scenario Outline: Something that nobody knows is asked for, too: <what>
    When another organisation asks the record for Joan's <what>
    Then the other organisation is given Joan's record
    And the record says that something was not understood

    Examples:
      | what                                       |
      | allergies, and something that nobody knows |
      | allergies with a part that nobody knows    |
      | immunisations with a part that nobody knows |
      | problems with a part that nobody knows     |

  @negative @req:TIF-GPC-11
  Scenario: Requests that leave out or mix up what they need
    When another organisation asks the record for Joan's data in each of these ways:
      | with no NHS number                              |
      | with a number of no system                      |
      | for nothing                                     |
      | for what nobody knows                           |
      | without a word on ended allergies               |
      | for medication and allergies, without a word on ended ones |
      | with text for a yes or no                       |
      | with text for issues                            |
      | for problems of a status that there is not      |
      | for problems of a significance that there is not |
    Then each call is refused because a parameter is not valid

  @negative @req:TIF-GPC-21
  Scenario: Days that are none, or not yet
    When another organisation asks the record for Joan's data in each of these ways:
      | for medication since tomorrow             |
      | for medication since a month              |
      | for medication since a year               |
      | for medication since a day with a time    |
      | for medication since what is no day       |
      | for the diary of last week                |
      | for the diary until a month               |
      | for the diary until a year                |
      | for the diary until a day with a time     |
      | for the diary until what is no day        |
      | for consultations from a month            |
      | for consultations from a day with a time  |
      | for consultations from what is no day     |
      | for consultations from tomorrow           |
      | for consultations from today to yesterday |
      | for uncategorised data from a year        |
      | for uncategorised data from tomorrow      |
      | for uncategorised data from today to yesterday |
      | for investigations from a day with a time |
      | for investigations from tomorrow          |
      | for investigations from today to yesterday |
      | for referrals from a month                |
      | for referrals from tomorrow               |
      | for referrals from today to yesterday     |
    Then each call is refused because a parameter is not valid

  @negative @req:TIF-GPC-11
  Scenario: What would narrow an area that comes along anyway
    When another organisation asks the record for Joan's data in each of these ways:
      | for consultations and medication since a day              |
      | for consultations and uncategorised data of a period      |
      | for consultations and active problems                     |
      | for consultations and referrals of a period               |
      | for consultations and the diary until a day               |
      | for consultations and immunisations not given             |
      | for problems and medication since a day                   |
      | for problems and uncategorised data of a period           |
      | for problems and referrals of a period                    |
      | for problems and the diary until a day                    |
      | for problems and the status of immunisations              |
    Then each call is refused because a parameter is not valid

  @negative @req:TIF-GPC-11
  Scenario: Requests that contradict themselves or are none
    When another organisation asks the record for Joan's data in each of these ways:
      | as another kind of resource                      |
      | as no resource                                   |
      | for consultations by number and by period        |
      | with the same part twice                         |
    Then each call is refused because a resource is not valid

  @negative @req:TIF-GPC-11
  Scenario: Numbers that are none
    When another organisation asks the record for Joan's data in each of these ways:
      | with a wrong check digit  |
      | with an empty NHS number  |
    Then each call is refused because this is no NHS number

  @negative @req:TIF-GPC-11
  Scenario: Numbers of another system
    When another organisation asks the record for Joan's data in each of these ways:
      | with a number of another system |
    Then each call is refused because the number is of another system

  @negative @req:TIF-GPC-22 @req:TIF-IG-SHARE-01
  Scenario Outline: The record of somebody whose record is not given out: <who>
    Given Tariq Mansour is <who>
    When another organisation asks the record for Tariq's allergies and medication
    Then the call is refused because there is no such patient

    Examples:
      | who                                  |
      | not registered here                  |
      | a temporary patient                  |
      | a patient who has left               |
      | a patient who has died               |
      | a patient whose record is sensitive  |
      | a patient whose number was withdrawn |

  @negative @req:TIF-IG-SHARE-01
  Scenario: A patient who does not want it
    Given Joan does not want her record shared
    When another organisation asks the record for Joan's allergies and medication
    Then the call is refused because the patient does not want their record shared

  @req:TIF-IG-SHARE-01
  Scenario: A patient who does not want it is found all the same
    Given Joan does not want her record shared
    When another organisation asks for who Joan is
    Then the other organisation is told
    When another organisation asks for Joan's details
    Then the other organisation is told

  @negative @serial @req:TIF-GPC-09
  Scenario: A practice that does not share records
    Given the practice does not share records with other organisations
    When another organisation asks the record for Joan's allergies and medication
    Then the call is refused because the practice does not share this

  @negative @serial @req:TIF-GPC-09
  Scenario: A practice that does not share appointments
    Given the practice does not share appointments with other organisations
    When another organisation asks for Joan's appointments of the coming days
    Then the call is refused because the practice does not share this

  @serial @req:TIF-GPC-09
  Scenario: Each is switched on its own
    Given the practice does not share appointments with other organisations
    When another organisation asks the record for Joan's allergies and medication
    Then the other organisation is given Joan's record

  @serial @req:TIF-GPC-09
  Scenario: A switch is written down
    Given the privacy officer has read the audit trail so far
    When the practice manager stops sharing records with other organisations
    Then the audit trail says since then that the practice manager changed something

  @negative @req:TIF-IG-AUD-09
  Scenario: Nothing of another patient's
    Given the GP has recorded that Joan is allergic to penicillin
    And another organisation has asked the record for Joan's allergies and medication
    And Peter Lindqvist is registered at the practice
    When another organisation asks the record for Peter's allergies and medication
    Then the other organisation is given Peter's record
    And the record says nothing of "penicillin"

  @negative @req:TIF-GPC-07
  Scenario Outline: A request for the record <how>
    When another organisation asks the record for Joan's allergies and medication <how>
    Then the call is refused because the call is malformed

    Examples:
      | how                                          |
      | with a token that is good for something else |
      | with a token for migration                   |
      | saying that it is a call of another kind     |
