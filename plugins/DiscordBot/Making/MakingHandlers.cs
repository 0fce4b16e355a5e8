using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Making.Prompts;
using Atelier.DiscordBot.Making.Results;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making;

/// <summary>Making, put together for a session.</summary>
/// <param name="All">Those of buttons and of windows.</param>
/// <param name="Follower">Runs as long as the session.</param>
internal sealed record MakingHandlers(
    IReadOnlyList<IInteractionHandler> All, IPictureMaker Maker, IPictureUpscaler Upscaler, IResultPoster Poster, Follower Follower)
{
    public static MakingHandlers Of(IFrontEndHost host, IDiscordApi api, IHouseRules rules)
    {
        var store = new FollowingStore(host);
        var cancellations = new Cancellations(host);
        var answers = new Answers(host, new PictureFile(host, new PictureFitting(host)), cancellations);
        var delivery = new ResultDelivery(host, api, new AnswerSending(host));
        var start = new JobStart(host, rules, store);
        var run = new FollowingRun(api, rules, store, start, new JobFollowing(host, api, store), answers, delivery);
        var follower = new Follower(host, store, run);
        var maker = new PictureMaker(rules, start, follower);
        IButton[] buttons =
        [
            new CancelButton(host, cancellations),
            new UpscaleButton(host, maker),
            new VaryButton(host, rules, maker, ButtonActions.Subtle, VariationKind.Subtle),
            new VaryButton(host, rules, maker, ButtonActions.Strong, VariationKind.Strong),
            new RerollButton(host, maker),
            new EditButton(host),
            new RecipeButton(host),
            new DeleteButton(host),
            new PurgeButton(host),
        ];
        return new MakingHandlers(
            [new ButtonHandler(rules, buttons), new PromptModalHandler(host, maker)],
            maker, maker, new ResultPoster(host, answers, delivery), follower);
    }
}
