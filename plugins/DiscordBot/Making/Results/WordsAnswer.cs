using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Messages;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>A message without pictures.</summary>
/// <param name="words">In markdown.</param>
internal sealed class WordsAnswer(string title, string prompt, string words, IReadOnlyList<ActionRow> rows) : IAnswer
{
    public Task<OutgoingMessage> BuildAsync(AnswerForm form, CancellationToken cancellation) =>
        Task.FromResult(OutgoingMessage.Of(MessageLines.Of(form.Lead, title, prompt, words), rows));
}
