using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making;

internal sealed class PictureMaker(IHouseRules rules, JobStart start, Follower follower) : IPictureMaker, IPictureUpscaler
{
    public Task MakeAsync(InteractionContext context, PictureWish wish, CancellationToken stop) => BeginAsync(
        context, wish.Title, wish.Spoiler, wish.Request,
        (following, admission) => following with { Request = admission.Request, Priority = admission.Priority },
        stop);

    // Let in by its words alone: limits of steps and models that are newer than the picture do not concern it.
    public Task UpscaleAsync(InteractionContext context, FrontEndPicture picture, int scale, CancellationToken stop) => BeginAsync(
        context, $"upscaled ×{scale}", false, new GenerationRequest { Prompt = picture.Request.Prompt },
        (following, _) => following with { Enlarging = new Enlarging(picture.Picture.Id, scale) },
        stop);

    private async Task BeginAsync(
        InteractionContext context, string title, bool spoiler, GenerationRequest request, Func<Following, Admission, Following> work,
        CancellationToken stop)
    {
        if (context.Answered is null)
        {
            await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
        }

        // Not stopped from here on: what has been answered and is not kept yet would be lost. It takes a moment.
        var hidden = spoiler || IsHidden(await rules.OfAsync(context, CancellationToken.None), context.Interaction);
        var admission = await rules.AdmitAsync(context, request, CancellationToken.None);
        follower.Begin(await start.QueueAsync(work(Following.Of(context, title, hidden, admission.Id), admission)));
    }

    /// <summary>What is made from a hidden picture is hidden too: from a button, or from the message that a command is about.</summary>
    private static bool IsHidden(ChannelRules rules, Interaction interaction) =>
        rules.Hides(interaction.Channel)
        || ButtonId.Read(interaction.Data?.CustomId) is { IsHidden: true }
        || (interaction.Data?.Resolved?.Messages?.Values ?? []).Any(message => message.HasHidden());
}
