using System.Globalization;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>What a job made: its picture, or all of them on one sheet.</summary>
internal sealed class PicturesAnswer(IFrontEndHost host, PictureFile files, Job job, string title, string userId, bool spoiler) : IAnswer
{
    private const int Gap = 4;

    private FittedPicture? _whole;
    private IReadOnlyList<JobPicture> _shown = [];

    public async Task<OutgoingMessage> BuildAsync(AnswerForm form, CancellationToken cancellation)
    {
        if (await WholeAsync(cancellation) is not { } whole)
        {
            return OutgoingMessage.Of(
                Lines(form, "Its pictures are no longer on the server."), ResultButtons.Failed(job.Id, userId, spoiler));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{(_shown.Count == 1 ? "picture" : "grid")}-{_shown[0].Seed}");
        return await files.PutAsync(
            whole, Side(), name, spoiler, job.Request.Prompt, Lines(form, ResultDetails.Of(job, userId)),
            ResultButtons.Made(job.Id, [.. _shown.Select(picture => picture.Id)], userId, spoiler), form, cancellation);
    }

    private int Columns => _shown.Count <= 4 ? 2 : (int)Math.Ceiling(Math.Sqrt(_shown.Count));

    private string Lines(AnswerForm form, string state) => MessageLines.Of(form.Lead, title, job.Request.Prompt, state);

    private int Side()
    {
        var (width, height) = (_shown.Max(picture => picture.Width), _shown.Max(picture => picture.Height));
        var rows = (_shown.Count + Columns - 1) / Columns;
        return _shown.Count == 1 ? Math.Max(width, height) : Math.Max(Columns * (width + Gap), rows * (height + Gap));
    }

    /// <summary>Made once, however often it is sent. Null where no picture is left.</summary>
    private async Task<FittedPicture?> WholeAsync(CancellationToken cancellation)
    {
        if (_whole is not null)
        {
            return _whole;
        }

        var kept = new List<(JobPicture Picture, byte[] File)>();
        foreach (var picture in job.Pictures)
        {
            if (await host.Pictures.ReadAsync(picture.Id, cancellation) is { } file)
            {
                kept.Add((picture, file));
            }
        }

        _shown = [.. kept.Select(one => one.Picture)];
        return _whole = kept switch
        {
            [] => null,
            [var only] => new FittedPicture(only.File, only.Picture.Format),
            _ => new FittedPicture(await host.Pictures.SheetAsync([.. kept.Select(one => one.File)], Columns, Gap, cancellation), "png"),
        };
    }
}
