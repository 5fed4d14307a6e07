import { useWords } from "~/words/words";

/** The button that orders, with the price: the stylesheet shows the `data-` attribute for the number of pictures chosen. */
export function Generate({ price }: { price: number }) {
  const { make, credit } = useWords();
  return (
    <button
      type="submit"
      className="primary generate"
      data-busy={make.generating}
      data-credit={credit(1)}
      data-credits={credit(2)}
      data-two={credit(price * 2)}
      data-three={credit(price * 3)}
      data-four={credit(price * 4)}
    >
      <span>{make.generate}</span> · <span className="price">{credit(price)}</span>
    </button>
  );
}
