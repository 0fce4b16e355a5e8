using System.Text.Json;
using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli.Lists;

public sealed class ListCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Plugins_are_listed_with_what_they_bring_or_why_they_failed()
    {
        _command.AddPlugin("ThrowingConstructor");

        Assert.Equal(ExitCode.Ok, _command.Run("plugins", "list"));

        Assert.Equal(
            """
            Plugin                Version  State   Brings                                      About
            no-op                 1.0.0    active  1 sampler, 1 schedule, 1 noise, 1 guidance  Brings one of each kind and does nothing with it.
            throwing-constructor  1.0.0    failed                                              InvalidOperationException: no licence was found

            """,
            _command.Output);
    }

    [Fact]
    public void Samplers_are_listed_with_their_labels()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("samplers"));

        Assert.Equal("Sampler  Label  Schedule  About\nno_op    No-Op  normal\n", _command.Output);
    }

    [Fact]
    public void Guidances_are_listed_with_their_options()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("guidances", "--json"));

        using var document = JsonDocument.Parse(_command.Output);
        var guidance = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(("unguided", "calm 0"), (guidance.GetProperty("guidance").GetString(), guidance.GetProperty("options").GetString()));
    }

    [Fact]
    public void Schedules_are_listed_as_JSON()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("schedules", "--json"));

        using var document = JsonDocument.Parse(_command.Output);
        var schedule = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(
            ("straight", "Straight Down"), (schedule.GetProperty("schedule").GetString(), schedule.GetProperty("label").GetString()));
    }

    [Fact]
    public void Info_names_the_folders()
    {
        Directory.CreateDirectory(Path.Combine(_command.Home, "models"));

        Assert.Equal(ExitCode.Ok, _command.Run("info"));

        Assert.Matches($@"(?m)^Models +{Path.Combine(_command.Home, "models")}$", _command.Output);
        Assert.Matches($@"(?m)^Output +{Path.Combine(_command.Home, "output")} \(not there yet\)$", _command.Output);
    }
}
