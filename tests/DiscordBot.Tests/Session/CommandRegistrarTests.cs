using System.Text.Json;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public sealed class CommandRegistrarTests
{
    private static readonly ApplicationCommand Imagine = new(
        CommandType.Slash, "imagine", "Makes a picture",
        [
            new OptionDefinition(OptionType.String, "prompt", "What to see", Required: true, MaxLength: 1000),
            new OptionDefinition(
                OptionType.Integer, "steps", "How many", Choices: [new OptionChoice("few", JsonSerializer.SerializeToElement(10))],
                MinValue: 1),
        ]);

    private static readonly ApplicationCommand Help = new(CommandType.Slash, "help", "Helps");
    private static readonly ApplicationCommand Settings = new(CommandType.Slash, "settings", "Sets", DefaultMemberPermissions: "32");

    private readonly FakeDirectory _directory = new();
    private readonly FakeStore _store = new(new ManualTime());
    private readonly List<string> _log = [];

    [Fact]
    public async Task All_are_registered_at_once_where_there_are_none_and_nothing_is_done_again()
    {
        await RegisterAsync(null, Imagine, Help);
        await RegisterAsync(null, Imagine, Help);

        Assert.Equal(["replace by imagine, help"], _directory.Changes);
    }

    [Fact]
    public async Task Only_what_differs_is_changed()
    {
        await RegisterAsync(null, Imagine, Help, Settings);
        _directory.Changes.Clear();

        await RegisterAsync(
            null, Imagine, Settings with { DefaultMemberPermissions = null }, new ApplicationCommand(CommandType.Message, "help"));

        Assert.Equal(["delete help", "change settings", "create help"], _directory.Changes);
    }

    [Fact]
    public async Task What_Discord_says_in_another_way_is_no_difference()
    {
        _directory.Of(null).Add(Imagine with
        {
            Id = "1",
            Options =
            [
                Imagine.Options![0] with { Autocomplete = false, Choices = [], Options = [], ChannelTypes = [] },
                Imagine.Options[1] with { Required = false, Choices = [new OptionChoice("few", JsonDocument.Parse("10.0").RootElement)] },
            ],
        });
        _directory.Of(null).Add(Help with { Id = "2", Options = [] });

        await RegisterAsync(null, Imagine, Help);

        Assert.Empty(_directory.Changes);
    }

    [Theory]
    [InlineData("description")]
    [InlineData("required")]
    [InlineData("order")]
    [InlineData("choice")]
    [InlineData("limit")]
    [InlineData("nsfw")]
    public async Task Every_difference_counts(string what)
    {
        var options = Imagine.Options!;
        var changed = what switch
        {
            "description" => Imagine with { Description = "Paints" },
            "required" => Imagine with { Options = [options[0] with { Required = null }, options[1]] },
            "order" => Imagine with { Options = [options[1], options[0]] },
            "choice" => Imagine with
            {
                Options = [options[0], options[1] with { Choices = [new OptionChoice("few", JsonSerializer.SerializeToElement(11))] }],
            },
            "limit" => Imagine with { Options = [options[0] with { MaxLength = 999 }, options[1]] },
            _ => Imagine with { Nsfw = true },
        };
        await RegisterAsync(null, Imagine);
        _directory.Changes.Clear();

        await RegisterAsync(null, changed);

        Assert.Equal(["change imagine"], _directory.Changes);
    }

    [Fact]
    public async Task Kinds_that_the_bot_knows_nothing_of_are_left()
    {
        _directory.Of(null).Add(new ApplicationCommand((CommandType)4, "launch", Id: "1"));

        await RegisterAsync(null, Help);

        Assert.Equal(["create help"], _directory.Changes);
    }

    [Fact]
    public async Task While_developing_they_are_one_servers_own_and_leave_it_afterwards()
    {
        await RegisterAsync("5", Help);
        Assert.Equal("help", Assert.Single(_directory.Of("5")).Name);
        Assert.Empty(_directory.Of(null));

        await RegisterAsync(null, Help);

        Assert.Empty(_directory.Of("5"));
        Assert.Single(_directory.Of(null));
    }

    [Fact]
    public async Task A_server_that_the_bot_may_not_register_in_is_for_people_to_mend()
    {
        _directory.Fails = call => call == "commands" ? new DiscordException(403, 50001, "Missing Access") : null;

        var exception = await Assert.ThrowsAsync<FrontEndException>(() => RegisterAsync("5", Help));

        Assert.Contains("developmentGuild", exception.Message, StringComparison.Ordinal);
        Assert.Contains("applications.commands", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_Discord_does_not_take_does_not_keep_the_others_from_it()
    {
        _directory.Fails =
            call => call is "replace" or "create imagine" ? new DiscordException(400, 50035, "Invalid Form Body; options: too many") : null;

        await RegisterAsync(null, Imagine, Help);

        Assert.Equal(["create help"], _directory.Changes);
        Assert.Contains(
            _log, line => line.Contains("imagine", StringComparison.Ordinal) && line.Contains("too many", StringComparison.Ordinal));
    }

    private Task RegisterAsync(string? guild, params ApplicationCommand[] commands) =>
        new CommandRegistrar(_directory, new CommandCatalog(commands), _store, (_, message) => _log.Add(message)).RegisterAsync(
            Some.ApplicationId, guild, default);
}
