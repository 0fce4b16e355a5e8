using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Commands;

/// <summary>All commands over a server and a Discord in memory.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly HouseRules _rules;

    public Workbench(DiscordOptions? options = null)
    {
        Options = options ?? new DiscordOptions();
        _rules = new HouseRules(Options, Host);
        Set = CommandSet.Of(new CommandServices(Options, Host, _rules, Maker, Maker));
    }

    public DiscordOptions Options { get; }

    public FakeFrontEndHost Host { get; } = new();

    public FakeDiscordApi Api { get; } = new();

    public FakePictureMaker Maker { get; } = new();

    public CommandSet Set { get; }

    public IHouseRules Rules => _rules;

    /// <summary>What was said last, as text: content, or the embed's parts.</summary>
    public string Said => Text(Api.Calls.Last(call => call.Body is not null).Body!);

    public MessageBody Body => Api.Calls.Last(call => call.Body is not null).Body!;

    public async Task<InteractionContext> RunAsync(Interaction interaction)
    {
        var context = Some.Context(interaction, Api, Host.Clock);
        await Set.Handlers.Single(handler => handler.Takes(interaction)).HandleAsync(context, CancellationToken.None);
        return context;
    }

    public async Task<string> RefusalAsync(Interaction interaction) =>
        (await Assert.ThrowsAsync<Refusal>(() => RunAsync(interaction))).Message;

    /// <summary>It is refused with a sentence in which there is this.</summary>
    public async Task RefusesAsync(string sentence, Interaction interaction) =>
        Assert.Contains(sentence, await RefusalAsync(interaction), StringComparison.Ordinal);

    /// <summary>What an option is completed with.</summary>
    public async Task<IReadOnlyList<OptionChoice>> CompleteAsync(string command, params GivenOption[] options)
    {
        await RunAsync(Some.Completion(command, options));
        return Assert.IsType<InteractionResponse.Choices>(Api.Last.Response).All;
    }

    public async Task<IReadOnlyList<string>> ValuesAsync(string command, params GivenOption[] options) =>
        [.. (await CompleteAsync(command, options)).Select(choice => choice.Value.GetString()!)];

    /// <summary>A job of a user's that has its pictures.</summary>
    public async Task<Job> MadeAsync(string user = Some.UserId, int count = 4, GenerationRequest? request = null)
    {
        request ??= new GenerationRequest { Prompt = "a fox", Count = count };
        var job = await Host.Queue.EnqueueAsync(new JobSubmission(request, "discord:" + user, "discord"));
        return Host.Queue.Succeed(job.Id);
    }

    public Task<Job> WaitingAsync(string prompt, string user = Some.UserId, int count = 1) =>
        Host.Queue.EnqueueAsync(new JobSubmission(new GenerationRequest { Prompt = prompt, Count = count }, "discord:" + user, "discord"));

    public Attachment Attach(string id, string file, long size = 1000)
    {
        var attachment = Some.Picture(id, size: size);
        Api.Downloads[attachment.Url] = FakePictures.File(file);
        return attachment;
    }

    public void Dispose() => _rules.Dispose();

    private static string Text(MessageBody body) => string.Join('\n', new[] { body.Content }
        .Concat((body.Embeds ?? []).SelectMany(embed => new[] { embed.Title, embed.Description }
            .Concat((embed.Fields ?? []).Select(field => $"{field.Name}: {field.Value}"))))
        .OfType<string>());
}
