@capability:C13 @service:spine @req:GP2GP08 @req:TIF-GP2GP-02 @api
Feature: The record from the practice before
  What comes from the practice before is taken over so that clinicians can use it. Allergies and medication are not in force here until
  a clinician says so, and what the sender could not code is shown in its own words.

  Background:
    Given Joan Okafor is known nationally
    And Joan has come to the practice, and Ashdown has been asked for her record

  Scenario: The record is taken over, and can be read
    When Ashdown sends Joan's record
    Then everything that Ashdown sent is there to be read
    And asthma is among Joan's problems, as Ashdown had it
    And Ashdown hears that the record has been taken over

  @req:TIF-IG-PRIV-01
  Scenario: A record whose sender keeps some of it from the patient
    When Ashdown sends Joan's record, confidential entries marked
    Then everything that Ashdown sent is there to be read
    And everything that came is shown as kept from the patient
    And Ashdown hears that the record has been taken over

  @req:TIF-IG-PRIV-01 @capability:C4
  Scenario: What its sender keeps from the patient, the patient is not shown here
    Given Ashdown has sent Joan's record, confidential entries marked
    And the GP has taken over the allergy to penicillin
    And Joan may use everything the practice offers online
    When Joan's app asks for her allergies and medication
    Then the app is given Joan's record as published
    And the record says nothing of penicillin

  @req:TIF-IG-PRIV-01 @capability:C4
  Scenario: An allergy that a clinician here keeps from the patient
    Given Joan has an allergy to aspirin on her record that is not for her to see
    And the GP has recorded that Joan is allergic to penicillin
    And Joan may use everything the practice offers online
    When Joan's app asks for her allergies and medication
    Then the app is given Joan's record as published
    And the record tells of penicillin, and nothing of aspirin

  @hazard:HZ-ALLERGY @req:E00100
  Scenario: Whoever prescribes is warned of an allergy all the same that is kept from others
    Given Ashdown has sent Joan's record, confidential entries marked
    And the GP has taken over the allergy to penicillin
    And the GP is signed in
    When the GP prescribes amoxicillin for Joan
    Then the prescriber is warned of an allergy, with "Penicillin"

  @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not read the record
    Given Ashdown has sent Joan's record
    When the receptionist opens the record that came for Joan
    Then the user is told that their role does not allow it

  @hazard:HZ-ALLERGY
  Scenario: Allergies wait for a clinician
    When Ashdown sends Joan's record
    Then the allergy to penicillin is not in force
    And a clinician is asked to review what came: allergies

  @hazard:HZ-ALLERGY
  Scenario: Whoever prescribes is told of allergies that nobody has reviewed
    Given Ashdown has sent Joan's record
    And the GP is signed in
    When the GP prescribes furosemide for Joan
    Then the prescriber is warned that allergies from elsewhere are not reviewed

  @hazard:HZ-ALLERGY
  Scenario: A clinician confirms an allergy
    Given Ashdown has sent Joan's record
    When the GP takes over the allergy to penicillin
    Then the allergy to penicillin is in force
    And nobody has to review what came any more: allergies

  Scenario: A clinician does not take an allergy over
    Given Ashdown has sent Joan's record
    When the GP says that the allergy to penicillin is none, and why
    Then the allergy to penicillin is not in force
    And what came of it is still there to be read, with the reason

  @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not decide about allergies
    Given Ashdown has sent Joan's record
    When the receptionist takes over the allergy to penicillin
    Then the user is told that their role does not allow it
    And the allergy to penicillin is not in force

  @hazard:HZ-ALLERGY
  Scenario: An allergy came without a code
    When Ashdown sends Joan's record with an allergy that it could not code
    Then the allergy is there in its own words, marked as not coded
    And a clinician is asked to review what came: entries without a code

  @negative @hazard:HZ-ALLERGY
  Scenario: An allergy without a code cannot be taken over as it is
    Given Ashdown has sent Joan's record with an allergy that it could not code
    When the GP takes over the allergy without a code
    Then the user is told to choose what it is

  @hazard:HZ-ALLERGY
  Scenario: A clinician finds out what an allergy is that came without a code
    Given Ashdown has sent Joan's record with an allergy that it could not code
    When the GP takes over the allergy without a code as one to codeine
    Then the allergy to codeine is in force

  @hazard:HZ-WRONG-DOSE
  Scenario: Repeat medication is not authorised here by itself
    When Ashdown sends Joan's record
    Then none of Joan's medication is authorised here
    And a clinician is asked to review what came: medication

  @hazard:HZ-WRONG-DOSE
  Scenario: A GP authorises a repeat medicine anew
    Given Ashdown has sent Joan's record
    When the GP takes over the repeat medicine
    Then the repeat medicine waits for a signature, as it was given before

  @hazard:HZ-DUPLICATE-THERAPY
  Scenario: What was stopped is not offered again
    When Ashdown sends Joan's record
    Then the medicine that was stopped is history, and not to be reviewed

  @req:TIF-GP2GP-05
  Scenario: Letters come with the record
    When Ashdown sends Joan's record with a letter
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And Ashdown hears that the record has been taken over

  @req:TIF-GP2GP-05
  Scenario: A letter that was compressed for its way
    When Ashdown sends Joan's record with a compressed letter
    Then the letter is among Joan's documents as it was sent, to be reviewed

  @req:TIF-GP2GP-05
  Scenario: A file that no entry speaks of
    When Ashdown sends Joan's record with a file that no entry speaks of
    Then the letter is among Joan's documents as it was sent, to be reviewed

  @negative @req:TIF-GP2GP-05
  Scenario: A letter did not come
    When Ashdown sends Joan's record, and a letter that it speaks of is not there
    Then the letter is marked as missing
    And somebody is asked to get the letter from Ashdown
    And everything that Ashdown sent is there to be read
    And Ashdown hears that the record has been taken over

  @negative @req:TIF-GP2GP-05
  Scenario: A note came in place of a letter
    When Ashdown sends Joan's record, and a note in place of a letter that it could not send
    Then the letter is marked as missing
    And somebody is asked to get the letter from Ashdown
