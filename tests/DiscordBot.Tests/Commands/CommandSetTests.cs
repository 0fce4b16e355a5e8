using System.Text.RegularExpressions;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Commands;

/// <summary>Definitions against Discord's limits.</summary>
public sealed partial class CommandSetTests : IDisposable
{
    private readonly Workbench _bench = new();

    public static TheoryData<string> Names
    {
        get
        {
            using var bench = new Workbench();
            return [.. bench.Set.Catalog.All.Select(command => command.Name)];
        }
    }

    [Fact]
    public void There_are_ten_commands_to_type_and_three_for_messages()
    {
        Assert.Equal(
            ["imagine", "variations", "upscale", "describe", "queue", "cancel", "settings", "styles", "schedule", "help"],
            _bench.Set.Catalog.All.Where(command => command.Type == CommandType.Slash).Select(command => command.Name));
        Assert.Equal(
            ["Make again", "Show recipe", "Upscale"],
            _bench.Set.Catalog.All.Where(command => command.Type == CommandType.Message).Select(command => command.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_definition_keeps_within_what_Discord_takes(string name)
    {
        var command = Command(name);
        if (command.Type == CommandType.Message)
        {
            Assert.InRange(command.Name.Length, 1, 32);
            Assert.Empty(command.Description);
            return;
        }

        Assert.Matches(NameRule(), command.Name);
        Assert.InRange(command.Description.Length, 1, 100);
        Assert.InRange(Size(command.Name, command.Description, command.Options), 1, 8000);
        CheckOptions(command.Options ?? []);
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("schedule")]
    public void What_changes_a_server_is_shown_to_those_who_manage_it(string name) =>
    Assert.Equal("32", Command(name).DefaultMemberPermissions);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_command_has_exactly_one_handler(string name)
    {
        var interaction = Command(name).Type == CommandType.Slash
            ? Some.Command(name)
            : Some.MessageCommand(name, new Message("1", Some.ChannelId));
        Assert.Single(_bench.Set.Handlers, handler => handler.Takes(interaction));
    }

    [Fact]
    public void Nobody_takes_a_command_or_a_button_that_is_not_ours()
    {
        Assert.DoesNotContain(_bench.Set.Handlers, handler => handler.Takes(Some.Command("unknown")));
        Assert.DoesNotContain(
            _bench.Set.Handlers, handler => handler.Takes(Some.Press("v1|upscale|P|U|2", new Message("1", Some.ChannelId))));
    }

    public void Dispose() => _bench.Dispose();

    private static void CheckOptions(IReadOnlyList<OptionDefinition> options)
    {
        Assert.InRange(options.Count, 0, 25);
        Assert.Equal(options.Count, options.Select(option => option.Name).Distinct().Count());
        Assert.Equal(
            options.OrderByDescending(option => option.Required ?? false).Select(option => option.Name),
            options.Select(option => option.Name));
        foreach (var option in options)
        {
            Assert.Matches(NameRule(), option.Name);
            Assert.InRange(option.Description.Length, 1, 100);
            Assert.False(option.Autocomplete == true && option.Choices is { Count: > 0 });
            Assert.InRange(option.MaxLength ?? 1, 1, 6000);
            Assert.True(option.MinValue is null || option.MinValue <= option.MaxValue);
            Assert.InRange(option.Choices?.Count ?? 1, 1, 25);
            Assert.All(option.Choices ?? [], choice =>
            {
                Assert.InRange(choice.Name.Length, 1, 100);
                Assert.InRange(choice.Value.GetString()!.Length, 1, 100);
            });
            CheckOptions(option.Options ?? []);
        }
    }

    private static int Size(string name, string description, IReadOnlyList<OptionDefinition>? options) => name.Length + description.Length
        + (options ?? []).Sum(option => Size(option.Name, option.Description, option.Options)
            + (option.Choices ?? []).Sum(choice => choice.Name.Length + choice.Value.GetString()!.Length));

    private ApplicationCommand Command(string name) => _bench.Set.Catalog.All.Single(command => command.Name == name);

    [GeneratedRegex(@"^[-_'a-z0-9]{1,32}$")]
    private static partial Regex NameRule();
}
