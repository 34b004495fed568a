using System.Text;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Conformance.Support;

namespace NumaProbe.Conformance;

public sealed class RecordingReaderTests
{
    [Fact]
    public void Every_recording_beside_the_tests_is_read()
    {
        RecordingSet.Names.Count().ShouldBe(RecordingSet.Count);
        RecordingSet.All.ShouldAllBe(r => r.Invariants != null && r.Machine != null && r.Machine.Kernel != null && r.Scenario.Tags != null);
    }

    [Fact]
    public void A_recording_has_its_pairs_attempts_ranges_and_variants()
    {
        var recording = RecordingSet.Get("6.12/n4_two_match_device_first_as");

        recording.Scenario.Tags.ShouldBe(["two-drivers"]);
        recording.Invariants!.Attempts.ShouldBeNull();
        recording.Invariants.Variants!.Count.ShouldBe(2);
        recording.Invariants.Variants[1]!.Attempts!["d0/s"].ShouldBe([new RecordedAttempt(0, "caller")]);
        recording.Invariants.Overlap.ShouldBe([new RecordedPair("call:3:driver_register:s", "probe:d1/a#0")]);
        recording.Invariants.Timing!["probe:d1/a#0"]!.EndUs.ShouldBe(new RecordedRange(111340, 116294, 121205));
        recording.Invariants.MaxConcurrent.ShouldBe(new RecordedCount(2, 2));
    }

    [Fact]
    public void A_file_with_a_scenario_alone_has_no_invariants()
    {
        var recording = Parse("""{"scenario": {"name": "bare"}}""");

        recording.Scenario.Name.ShouldBe("bare");
        recording.Invariants.ShouldBeNull();
    }

    [Fact]
    public void Parts_that_are_null_or_missing_are_the_same()
    {
        var recording = Parse("""{"scenario": {"name": "x", "tags": null}, "machine": null, "invariants": {"attempts": null, "before": null}}""");

        recording.Invariants!.Attempts.ShouldBeNull();
        recording.Invariants.Before.ShouldBeNull();
        RecordingComparer.Compare(recording, []).Agrees.ShouldBeTrue();
    }

    [Fact]
    public void A_byte_order_mark_is_not_an_error() =>
        RecordingReader.Parse([0xEF, 0xBB, 0xBF, .. """{"scenario": {"name": "x"}}"""u8], "f").Scenario.Name.ShouldBe("x");

    [Theory]
    [InlineData("", "f.json:1:1: not a recording: ")]
    [InlineData("null", "f.json:1:1: not a recording: the file says null")]
    [InlineData("[]", "f.json:1:2: not a recording: a value of another kind was expected")]
    [InlineData("apiVersion: numaprobe/v1\n", "f.json:1:1: not a recording: 'a' is an invalid start of a value")]
    [InlineData("{}", "f.json:1:3: not a recording: missing 'scenario'")]
    [InlineData("{\"scenario\": {}}", "f.json:1:16: not a recording: missing 'name' (at $.scenario)")]
    [InlineData("{\"schema\": \"other/2\", \"scenario\": {\"name\": \"x\"}}", "f.json:1:1: not a recording this version reads: schema is 'other/2', known is 'probe-oracle/1'")]
    [InlineData("{\"scenario\": {\"name\": \"x\"},\n \"invariants\": {\"before\": [[\"p\"]]}}", "f.json:2:33: not a recording: expected [interval, interval] (at $.invariants.before[0])")]
    [InlineData("{\"scenario\": {\"name\": \"x\"},\n \"invariants\": {\"calls\": {\"a\": \"b\"}}}", "f.json:2:35: not a recording: a value of another kind was expected (at $.invariants.calls.a)")]
    [InlineData("{\"scenario\": {\"name\": \"x\"},\n \"invariants\": {\"maxConcurrent\": [1, 2, 3]}}", "f.json:2:42: not a recording: expected [min, max] and nothing more (at $.invariants.maxConcurrent)")]
    [InlineData("{\"scenario\": {\"name\": \"x\", \"name\": \"y\"}}", "f.json:1:")]
    public void What_is_not_a_recording_is_named_with_its_place(string text, string expected) =>
        Should.Throw<RecordingFormatException>(() => Parse(text)).Message.ShouldStartWith(expected);

    private static Recording Parse(string text) => RecordingReader.Parse(Encoding.UTF8.GetBytes(text), "f.json");
}
