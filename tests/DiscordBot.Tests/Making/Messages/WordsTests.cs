using Atelier.DiscordBot.Making.Messages;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making.Messages;

public sealed class WordsTests
{
    [Theory]
    [InlineData("invalid_request", "That could not be made. Steps\\: at most 150.")]
    [InlineData("model_failed", "The model could not be used.")]
    [InlineData("poisoned", "given up")]
    [InlineData("no_space", "disk is full")]
    [InlineData("timeout", "longer than the server allows")]
    [InlineData("generation_failed", "could not be finished. At most 150.")]
    [InlineData("internal", "please try again")]
    [InlineData("of_the_future", "please try again")]
    public void Every_reason_has_a_kind_sentence(string code, string words) =>
        Assert.Contains(
            words, FailureWords.Of(new JobError(code, "at most 150", code == "invalid_request" ? "steps" : null)),
            StringComparison.Ordinal);

    [Fact]
    public void A_long_reason_is_cut() =>
    Assert.True(FailureWords.Of(new JobError("generation_failed", new string('*', 5000))).Length < 800);

    [Theory]
    [InlineData(null, false, "Waiting")]
    [InlineData(0, false, "Waiting: yours is next")]
    [InlineData(1, false, "Waiting: 1 before you")]
    [InlineData(3, true, "Waiting: 3 before you (the queue is paused)")]
    public void A_place_is_told_by_who_comes_before(int? before, bool isPaused, string words) =>
    Assert.Equal(words, ProgressWords.Waiting(before, isPaused));

    [Theory]
    [InlineData("load", "Loading the model")]
    [InlineData("encode", "Reading the prompt")]
    [InlineData("control", "Looking at the control picture")]
    [InlineData("decode", "Finishing the picture")]
    [InlineData("polish", "Working")]
    public void A_stage_is_told_in_words(string stage, string words) =>
    Assert.Equal(words, ProgressWords.Running(new JobProgress(stage, 0, 0, 0, null)));

    [Theory]
    [InlineData(0, 0, null, "▱▱▱▱▱▱▱▱▱▱▱▱ · step 0 of 20")]
    [InlineData(10, 0.5, 20.0, "▰▰▰▰▰▰▱▱▱▱▱▱ · step 10 of 20 · 2.0 s/it · about 20 s left")]
    [InlineData(20, 4, 0.0, "▰▰▰▰▰▰▰▰▰▰▰▰ · step 20 of 20 · 4.0 it/s · about 1 s left")]
    [InlineData(30, 4, 90.0, "▰▰▰▰▰▰▰▰▰▰▰▰ · step 30 of 20 · 4.0 it/s · about 1 min 30 s left")]
    public void Steps_are_told_with_speed_and_time_left(int step, double speed, double? left, string words) => Assert.Equal(
        words, ProgressWords.Running(new JobProgress("sample", step, 20, speed, left is null ? null : TimeSpan.FromSeconds(left.Value))));

    [Fact]
    public void What_has_said_nothing_yet_begins() => Assert.Equal("Beginning", ProgressWords.Running(null));
}
